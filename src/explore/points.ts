// Where taking the processor away can change what happens.
import { systemCallAt } from '#linux/system-calls.js';
import type { Trace, TracedCall } from '#machine/trace.js';
import { functionOf } from './call-function.js';

export interface Point {
  /** Instructions since the machine was told to start the program. */
  readonly at: number;
  readonly thread: number;
  /** Before a system call, or at a basic block of the program's own code. */
  readonly kind: 'call' | 'code';
  /** How often its thread has been there before. */
  readonly pass: number;
}

export interface Points {
  /** In the order of time. */
  readonly points: readonly Point[];
  /** Threads that can run side by side. */
  readonly threads: number;
  /** The program's own code counts as well: processes share memory, are threads, or have a handler of a signal. */
  readonly sharesMemory: boolean;
  /** Later passes of a loop that are no points. */
  readonly leftOut: number;
}

const MAP_SHARED = 1;
const PROT_WRITE = 2;
const CLONE_VM = 0x100;
const CLONE_VFORK = 0x4000;
/** Handlers that are none: SIG_DFL and SIG_IGN. */
const LAST_DISPOSITION = 1;

/** Calls that touch nothing of others. */
const PRIVATE: ReadonlySet<string | undefined> = new Set(
  (
    'time getpid getuid times brk getgid geteuid getegid getppid gettimeofday munmap uname mprotect _llseek mremap ' +
    'ugetrlimit mmap2 fstat64 getuid32 getgid32 geteuid32 getegid32 madvise gettid set_thread_area set_tid_address ' +
    'clock_gettime clock_getres set_robust_list prlimit64 getrandom statx rseq clock_gettime64 clock_getres_time64'
  ).split(' '),
);

/** Calls that make a process or a thread. */
const MAKERS: ReadonlySet<string | undefined> = new Set(['fork', 'vfork', 'clone', 'clone3']);

/** @param after no point before this instruction */
export function pointsOf(trace: Trace, after = 0): Points {
  const sharesMemory =
    trace.calls.some(shares) || new Set(trace.threads.map(({ process }) => process)).size < trace.threads.length;
  const lives = livesOf(trace);
  const isBusy = (at: number): boolean => lives.filter(({ from, until }) => at >= from && at <= until).length > 1;
  const isPoint = ({ at }: { readonly at: number }): boolean => at > after && isBusy(at);
  const passes = new Map<string, number>();
  const calls = trace.calls
    .filter(({ number }) => !isPrivate(number))
    .map(({ at, thread, number, from }): Point => {
      const site = `${thread} ${number} ${from ?? 0}`;
      const pass = passes.get(site) ?? 0;
      passes.set(site, pass + 1);
      return { at, thread, kind: 'call', pass };
    })
    .filter(isPoint);
  const places = sharesMemory ? trace.places : [];
  const code = places.flatMap(({ thread, at }) => at.map((at, pass): Point => ({ at, thread, kind: 'code', pass })));
  const leftOut = places.reduce((sum, { times, at }) => sum + times - at.length, 0);
  const taken = new Map<number, Point>();
  for (const point of [...code.filter(isPoint), ...calls]) taken.set(point.at, point);
  const points = [...taken.values()].sort((a, b) => a.at - b.at);
  return { points, threads: lives.length, sharesMemory, leftOut };
}

/** Those that differ most from the ones before come first: places that were not visited, then their second pass, and so on. */
export function byNovelty(points: readonly Point[]): Point[] {
  return [...points].sort((a, b) => a.pass - b.pass || a.at - b.at);
}

function shares(call: TracedCall): boolean {
  const {
    number,
    arguments: [first = 0, second = 0, third = 0, fourth = 0],
  } = call;
  switch (systemCallAt(number)) {
    case 'mmap2':
      return (third & PROT_WRITE) !== 0 && (fourth & MAP_SHARED) !== 0;
    case 'shmat':
      return true;
    case 'ipc':
      return functionOf(call) === 'shmat';
    case 'clone':
      return (first & CLONE_VM) !== 0 && (first & CLONE_VFORK) === 0;
    case 'signal':
      return second >>> 0 > LAST_DISPOSITION;
    case 'sigaction':
    case 'rt_sigaction':
      // What it points to has been in the memory of the guest.
      return second !== 0;
    default:
      return false;
  }
}

/** From when until when there is a thread. */
interface Life {
  readonly from: number;
  readonly until: number;
}

/** Each is there from the call that makes it, whether it had a turn in this run or not. */
function livesOf({ threads, calls }: Trace): Life[] {
  const makers = calls.filter(({ number, result }) => isMaker(number) && result !== null && result > 0);
  const seen = threads.map(({ tid, started, ended }, index): Life => {
    const maker =
      index === 0 ? undefined : (makers.find(({ result }) => result === tid) ?? lastBefore(makers, started));
    return { from: maker?.at ?? started, until: ended ?? Infinity };
  });
  const unseen = makers.filter(({ result }) => !threads.some(({ tid }) => tid === result));
  return [...seen, ...unseen.map(({ at }): Life => ({ from: at, until: Infinity }))];
}

/** Whether a call touches nothing of others. */
export function isPrivate(number: number): boolean {
  return PRIVATE.has(systemCallAt(number));
}

export function isMaker(number: number): boolean {
  return MAKERS.has(systemCallAt(number));
}

function lastBefore(calls: readonly TracedCall[], at: number): TracedCall | undefined {
  return calls.filter((call) => call.at <= at).at(-1);
}
