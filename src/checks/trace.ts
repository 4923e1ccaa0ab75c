// What a recording says of the system calls of a party: how many, and how many processes and threads they made.
import { FORK, MAKERS, rawNames, THREAD } from '#linux/call-names.js';
import type { CallEvent, Recording } from '#xray/events.js';

export interface Trace {
  /** Calls by the kernel's name, begun or finished. */
  readonly calls: ReadonlyMap<string, number>;
  /** Processes that were made, and calls that tried to. */
  readonly forks: number;
  readonly forkCalls: number;
  readonly threadCalls: number;
  /** Why the trace does not tell everything; undefined: it does. */
  readonly gap: string | undefined;
}

/** Files that the loader opens for every program. */
const LOADER = /^(?!.*\/\.\.(?:\/|$))\/(?:usr\/)?(?:lib\/i386-linux-gnu\/|etc\/ld\.so)/;
const CLONE_THREAD = 0x1_0000;

/**
 * What has to be recorded for a trace.
 *
 * @param counted the kernel's names of the calls that somebody counts
 */
export function tracedCalls(counted: readonly string[]): string[] {
  return [...new Set(['execve', ...MAKERS, ...counted])];
}

interface Started {
  readonly name: string;
  /** Undefined: it was not started. */
  readonly pid?: number | undefined;
}

/** By the names of the parties that were started. */
export function tracesOf(recording: Recording, parties: readonly Started[]): Map<string, Trace> {
  const started = parties.flatMap(({ name, pid }) => (pid === undefined ? [] : [{ name, pid }]));
  return new Map(started.map(({ name, pid }) => [name, traceOfParty(recording, pid)]));
}

/** @param first the party's first process; what descends from it is the party's too */
export function traceOfParty({ events }: Recording, first: number): Trace {
  const threads = new Set([first]);
  const calls = new Map<string, number>();
  const made = { forks: 0, forkCalls: 0, threadCalls: 0 };
  let gap: string | undefined;
  for (const event of events) {
    if (event.kind === 'lost') gap = 'it made too many system calls to tell them all';
    else if (event.kind === 'fork') {
      if (threads.has(event.thread)) {
        threads.add(event.child);
        if (!event.isThread) made.forks++;
        // Somebody else's, of a number that was the party's before.
      } else if (event.child !== first) threads.delete(event.child);
    } else if (event.kind === 'call' && threads.has(event.thread) && !LOADER.test(event.path ?? '')) {
      calls.set(event.name, (calls.get(event.name) ?? 0) + 1);
      if (!(MAKERS as readonly string[]).includes(event.name)) continue;
      if ((flagsOf(event) & CLONE_THREAD) !== 0) made.threadCalls++;
      else made.forkCalls++;
    }
  }
  return { calls, ...made, gap };
}

/** Of a call that makes a process or a thread. */
function flagsOf({ name, arguments: [first = 0], bytes = '' }: CallEvent): number {
  if (name === 'clone') return first;
  // The lower half of the first field of its structure.
  return name === 'clone3'
    ? [0, 1, 2, 3].reduce((flags, byte) => flags | (bytes.charCodeAt(byte) << (8 * byte)), 0)
    : 0;
}

/** How many times a call was made, by the name that programmers know it by. */
export function countCalls(trace: Trace, name: string): number {
  if (name === FORK) return trace.forkCalls;
  if (name === THREAD) return trace.threadCalls;
  return rawNames(name).reduce((sum, raw) => sum + (trace.calls.get(raw) ?? 0), 0);
}
