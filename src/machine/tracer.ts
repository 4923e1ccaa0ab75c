// What the programs of a run do, seen from outside of the guest: which thread executes what, and its system calls.
import { ARGUMENTS, EAX, ESP, type Processor } from './processor.js';
import {
  LIBRARIES,
  type Trace,
  type TracedCall,
  type TracedPlace,
  type TracedSemaphores,
  type TracedTurn,
  type TracedWait,
} from './trace.js';

/** An address within a call's own stub, bytes from where it was made. */
const STUB = 64;
/** How often a place is remembered. */
const MOST_TIMES = 4;
const EXIT = 1;
const EXECVE = 11;
const EXIT_GROUP = 252;
/** fork, execve, clone, vfork, clone3 */
const MAKERS = new Set([2, EXECVE, 120, 190, 435]);

/** sigaction, rt_sigaction: of their structure the handler comes first, and then its flags. */
const SIGNAL_ACTIONS = new Set([67, 174]);
const SIG_IGN = 1;
const SA_RESTART = 0x1000_0000;
/** ipc, and its parts semop and semtimedop. */
const IPC = 117;
const SEMOPS = new Set([1, 4]);
const SEMTIMEDOP = 420;
/** Bytes of an operation, and how many of a call are looked at. */
const SEMBUF = 6;
const MOST_CHANGES = 8;
/** socketcall, and how many words its functions take at most. */
const SOCKETCALL = 102;
const SOCKET_WORDS = 6;
/** Calls that write a pair of descriptors: which argument says where. Of socketcall it is the function socketpair. */
const PAIR_MAKERS: ReadonlyMap<number, number> = new Map([
  [42, 0],
  [331, 0],
  [360, 3],
]);
const SOCKETPAIR = 8;
/** futex, and the same with seconds of 64 bits; of their operations those that wait, without the flag that it is of one process. */
const FUTEXES = new Set([240, 422]);
const FUTEX_WAITS = new Set([0, 9]);
const FUTEX_OPERATION = 0x7f;
/** Of glibc's mutexes: the word of one for which others wait, and where in it the number of the thread is that has it. */
const CONTENDED = 2;
const OWNER = 8;
/** Where in a thread's own data glibc has the thread's number; whoever joins it waits for that word to change. */
const TID = 0x68;
/** nanosleep, clock_nanosleep (until an instant, if its flags say so), the same with seconds of 64 bits. */
const SLEEPS: ReadonlyMap<number, { readonly hasFlags: boolean; readonly secondsSize: number }> = new Map([
  [162, { hasFlags: false, secondsSize: 4 }],
  [267, { hasFlags: true, secondsSize: 4 }],
  [407, { hasFlags: true, secondsSize: 8 }],
]);

interface Thread {
  /** 0: it has not begun. */
  id: number;
  process: number;
  tid: number;
  readonly space: number;
  readonly data: number;
  started: number;
  ended: number | null;
  /** Where it called what is not of the program. */
  from: number | null;
  inOwn: boolean;
  blocks: number;
  calls: number;
  /** The basic block that it executes, or made its call from. */
  block: { at: number; address: number };
  call: OpenCall | undefined;
  /** Where its call writes a pair of descriptors. */
  pairAt: number | undefined;
  /** By their address. */
  readonly places: Map<number, Place>;
}

type OpenCall = TracedCall & { result: number | null; returned: number | null; made?: readonly number[] };
type Place = TracedPlace & { times: number; readonly at: number[] };

/**
 * Looks at the processor after each basic block of a program. The guest notices nothing. Threads are told apart by their address space and
 * by where each has its own data; those of the guest's agent are those that were there when the first program was executed, and
 * whoever no program has made.
 */
export class Tracer {
  readonly #processor: Processor;
  readonly #now: () => number;
  readonly #threads = new Map<string, Thread>();
  /** Those that have executed code of a program. */
  readonly #began: Thread[] = [];
  readonly #calls: TracedCall[] = [];
  readonly #places: Place[] = [];
  readonly #turns: TracedTurn[] = [];
  readonly #agents: Set<string>;
  #entries: readonly number[] = [];
  #executed: boolean;
  /** Who executed last, and whether the processor has been in the kernel since. */
  #last: Thread | undefined;
  #inProgram = false;
  /** Who they were when somebody looked last: nearly always the same, and their name takes longer than all the rest. */
  #who = { space: 0, threadData: 0, key: '' };
  #first: number | null = null;
  /** Calls of programs that make a thread, or execute another program. */
  #made = 0;

  /**
   * @param now instructions since the run began
   * @param agents threads of the guest's agent, if it is known from another run and this one is looked at later
   */
  constructor(processor: Processor, now: () => number, agents: readonly string[] | undefined) {
    this.#processor = processor;
    this.#now = now;
    this.#agents = new Set(agents);
    this.#executed = agents !== undefined;
  }

  get trace(): Trace {
    return {
      instructions: this.#now(),
      agents: [...this.#agents],
      first: this.#first,
      threads: this.#began.map(({ id, process, tid, started, ended }) => ({ id, process, tid, started, ended })),
      calls: this.#calls,
      places: this.#places,
      turns: this.#turns,
    };
  }

  look(): void {
    if (this.#processor.inProgram) this.#program();
    else if (this.#inProgram) this.#enterKernel();
  }

  #program(): void {
    const { space, threadData, instruction } = this.#processor;
    this.#inProgram = true;
    const key = this.#keyOf(space, threadData);
    if (!this.#executed) {
      this.#agents.add(key);
      return;
    }
    // Nothing of a program runs before the library has given it its data.
    const thread = threadData === 0 || this.#agents.has(key) ? undefined : this.#threadOf(key, space, threadData);
    const at = this.#now();
    if (thread && thread !== this.#last && thread.id > 0) this.#turn(thread, instruction, at);
    this.#last = thread;
    if (!thread) return;
    if (thread.call && Math.abs(instruction - thread.block.address) < STUB) this.#returns(thread, thread.call, at);
    const own = instruction < LIBRARIES;
    if (own) this.#own(thread, instruction, at);
    else if (thread.inOwn) {
      const from = this.#processor.read(this.#processor.register(ESP));
      thread.from = from !== undefined && from < LIBRARIES ? from : null;
    }
    thread.inOwn = own;
    thread.block = { at, address: instruction };
  }

  #returns(thread: Thread, call: OpenCall, at: number): void {
    call.result = this.#processor.register(EAX) | 0;
    call.returned = at;
    if (thread.pairAt !== undefined && call.result === 0) call.made = this.#words(thread.pairAt, 2);
    thread.call = undefined;
  }

  #own(thread: Thread, address: number, at: number): void {
    this.#first ??= address;
    if (thread.id === 0 && !this.#begin(thread, address, at)) return;
    thread.blocks++;
    let place = thread.places.get(address);
    if (!place) {
      place = { thread: thread.id, address, times: 0, at: [] };
      thread.places.set(address, place);
      this.#places.push(place);
    }
    place.times++;
    if (place.at.length < MOST_TIMES) place.at.push(at);
  }

  #keyOf(space: number, threadData: number): string {
    if (space !== this.#who.space || threadData !== this.#who.threadData)
      this.#who = { space, threadData, key: `${space}:${threadData}` };
    return this.#who.key;
  }

  /** @returns false: no program has made it, so it is one of the agent's after all */
  #begin(thread: Thread, address: number, at: number): boolean {
    if (this.#began.length > this.#made) {
      for (const [key, other] of this.#threads) if (other === thread) this.#agents.add(key);
      return false;
    }
    const sibling = this.#began.find((other) => other.space === thread.space && other.ended === null);
    thread.process = sibling?.process ?? Math.max(0, ...this.#began.map(({ process }) => process)) + 1;
    thread.tid = this.#processor.read(thread.data + TID) ?? 0;
    thread.started = at;
    thread.id = this.#began.push(thread);
    this.#turn(thread, address, at);
    return true;
  }

  #turn({ id, blocks, calls }: Thread, address: number, at: number): void {
    this.#turns.push({ at, thread: id, address, blocks, calls });
  }

  #enterKernel(): void {
    this.#inProgram = false;
    const { instruction } = this.#processor;
    if (this.#entries.length === 0) this.#entries = this.#processor.callEntries;
    if (!this.#entries.includes(instruction)) return;
    const number = this.#processor.register(EAX);
    if (number === EXECVE) this.#executed = true;
    const thread = this.#last;
    if (!thread || thread.id === 0) return;
    const call: OpenCall = {
      at: thread.block.at,
      thread: thread.id,
      number,
      arguments: ARGUMENTS.map((register) => this.#processor.register(register)),
      from: thread.from,
      ...this.#said(number),
      result: null,
      returned: null,
    };
    if (MAKERS.has(number)) this.#made++;
    this.#calls.push(call);
    thread.calls++;
    thread.call = call;
    thread.pairAt = pairAddress(call);
    if (number === EXIT || number === EXIT_GROUP) this.#ends(thread, number === EXIT_GROUP, call.at);
  }

  /** What a call says in the program's memory. */
  #said(number: number): Pick<TracedCall, 'parts' | 'sleeps' | 'handler' | 'semaphores' | 'waits'> {
    const processor = this.#processor;
    const [first = 0, second = 0, third = 0, , fifth = 0] = ARGUMENTS.map((register) => processor.register(register));
    if (SIGNAL_ACTIONS.has(number) && second !== 0) {
      const address = processor.read(second) ?? 0;
      return address <= SIG_IGN
        ? {}
        : { handler: { address, restarts: ((processor.read(second + 4) ?? 0) & SA_RESTART) !== 0 } };
    }
    if (number === SOCKETCALL) return { parts: this.#words(second, SOCKET_WORDS) };
    if (number === IPC && SEMOPS.has(first & 0xffff)) return { semaphores: this.#semaphores(second, fifth, third) };
    if (number === SEMTIMEDOP) return { semaphores: this.#semaphores(first, second, third) };
    if (FUTEXES.has(number) && FUTEX_WAITS.has(second & FUTEX_OPERATION)) return this.#futexWait(first, third);
    const sleep = SLEEPS.get(number);
    if (!sleep || (sleep.hasFlags && second !== 0)) return {};
    const time = sleep.hasFlags ? third : first;
    const [seconds = 0, nanoseconds = 0] = [processor.read(time), processor.read(time + sleep.secondsSize)];
    return { sleeps: seconds * 1000 + nanoseconds / 1e6 };
  }

  #words(at: number, count: number): number[] {
    return Array.from({ length: count }, (_, index) => this.#processor.read(at + 4 * index) ?? 0);
  }

  /**
   * @param address of the word that it waits for
   * @param value that the word has
   */
  #futexWait(address: number, value: number): { readonly waits?: TracedWait } {
    const space = this.#last?.space;
    const joined = this.#began.find((other) => other.space === space && other.data + TID === address);
    if (joined) return { waits: { for: 'end', tid: joined.tid } };
    const owner = value === CONTENDED ? this.#processor.read(address + OWNER) : undefined;
    return owner ? { waits: { for: 'mutex', tid: owner } } : {};
  }

  /** @param at where its operations are: of each the semaphore's number, what is added to it, and its flags */
  #semaphores(set: number, at: number, count: number): TracedSemaphores {
    const changes = Array.from({ length: Math.min(count, MOST_CHANGES) }, (_, index) => {
      const word = this.#processor.read(at + SEMBUF * index) ?? 0;
      return { semaphore: word & 0xffff, by: word >> 16 };
    });
    return { set, changes };
  }

  #ends(thread: Thread, whole: boolean, at: number): void {
    for (const [key, other] of this.#threads) {
      if (other !== thread && !(whole && other.process === thread.process)) continue;
      other.ended = at;
      this.#threads.delete(key);
    }
  }

  #threadOf(key: string, space: number, data: number): Thread {
    const known = this.#threads.get(key);
    if (known) return known;
    const thread: Thread = {
      id: 0,
      process: 0,
      tid: 0,
      space,
      data,
      started: 0,
      ended: null,
      from: null,
      inOwn: false,
      blocks: 0,
      calls: 0,
      block: { at: 0, address: 0 },
      call: undefined,
      pairAt: undefined,
      places: new Map(),
    };
    this.#threads.set(key, thread);
    return thread;
  }
}

function pairAddress({ number, arguments: own, parts }: TracedCall): number | undefined {
  if (parts) return own[0] === SOCKETPAIR ? parts[3] : undefined;
  const index = PAIR_MAKERS.get(number);
  return index === undefined ? undefined : own[index];
}
