// What strace(1) wrote of a party: which system calls, and how many processes and threads.
import { FORK, MAKERS, rawNames, THREAD } from '#linux/call-names.js';

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
const LOADER = /^[a-z0-9]+\((?:AT_FDCWD, )?"\/(?:usr\/)?(?:lib\/i386-linux-gnu\/|etc\/ld\.so)/;
const LINE = /^(\d+) +(.*)$/;
const CALL = /^([a-z_][a-z0-9_]*)\(/;
const RESUMED = /^<\.\.\. ([a-z_][a-z0-9_]*) resumed>/;
const RESULT = /\) += (-?\d+|0x[0-9a-f]+|\?)(?:[ (].*)?$/;
const END = /^\+\+\+ (?:exited with|killed by) /;

interface Thread {
  /** The flags of a call that makes a process and is not over yet. */
  making: string | undefined;
}

/**
 * @param text lines of `strace -f -q -s 0 -o`, of a program that something else starts with execve
 * @param cut whether a part of it is missing
 * @param limited whether the program was ended from outside, so that its trace has no end
 */
export function parseTrace(text: string, cut: boolean, limited: boolean): Trace {
  const counter = new Counter();
  for (const line of text.split('\n')) counter.take(line);
  return counter.finish(cut, limited);
}

class Counter {
  readonly #calls = new Map<string, number>();
  readonly #threads = new Map<string, Thread>();
  #first: string | undefined;
  /** execve calls of the first process: the second starts the program itself. */
  #starts = 0;
  #forks = 0;
  #forkCalls = 0;
  #threadCalls = 0;
  #ended = false;
  #hides = false;

  take(line: string): void {
    const [, pid, event] = LINE.exec(line) ?? [];
    if (pid === undefined || event === undefined) return;
    this.#first ??= pid;
    if (END.test(event) && pid === this.#first) this.#ended = true;
    const called = CALL.exec(event)?.[1];
    if (called !== undefined) this.#begin(pid, called, event);
    else if (RESUMED.test(event)) this.#resume(pid, event);
  }

  finish(cut: boolean, limited: boolean): Trace {
    const gap = cut
      ? 'it made too many system calls to tell them all'
      : this.#hides
        ? 'it made a process that cannot be traced'
        : this.#starts < STARTS || (!this.#ended && !limited)
          ? 'its trace breaks off'
          : undefined;
    return {
      calls: this.#calls,
      forks: this.#forks,
      forkCalls: this.#forkCalls,
      threadCalls: this.#threadCalls,
      gap,
    };
  }

  #begin(pid: string, name: string, event: string): void {
    if (this.#starts < STARTS) {
      // What starts the program is not the program's.
      if (pid === this.#first && name === 'execve') this.#starts++;
      return;
    }
    if (LOADER.test(event)) return;
    this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);
    if (!isMaker(name)) return;
    if (event.includes('CLONE_UNTRACED')) this.#hides = true;
    if (event.includes('CLONE_THREAD')) this.#threadCalls++;
    else this.#forkCalls++;
    if (event.endsWith('<unfinished ...>')) this.#threads.set(pid, { making: event });
    else this.#made(event, event);
  }

  #resume(pid: string, event: string): void {
    const thread = this.#threads.get(pid);
    if (thread?.making === undefined) return;
    this.#made(thread.making, event);
    thread.making = undefined;
  }

  #made(flags: string, end: string): void {
    const result = RESULT.exec(end)?.[1];
    if (!flags.includes('CLONE_THREAD') && Number(result) > 0) this.#forks++;
  }
}

/** The one that starts strace's helper, and the one with which the helper becomes the program. */
const STARTS = 2;

function isMaker(name: string): boolean {
  return (MAKERS as readonly string[]).includes(name);
}

/** How many times a call was made, by the name that programmers know it by. */
export function countCalls(trace: Trace, name: string): number {
  if (name === FORK) return trace.forkCalls;
  if (name === THREAD) return trace.threadCalls;
  return rawNames(name).reduce((sum, raw) => sum + (trace.calls.get(raw) ?? 0), 0);
}
