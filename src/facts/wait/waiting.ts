import type { Descriptor, Facts, Process, SystemCall, Thread } from '../types.js';
import type { Holder } from '../descriptors.js';
import type { Obstacle, OtherEnd } from './types.js';

/** A thread in a system call, and everything that is known beside it. */
export interface Waiting {
  readonly process: Process;
  readonly thread: Thread;
  readonly call: SystemCall;
  readonly facts: Facts;
}

/** Finds out what a system call waits for. */
export type Find = (waiting: Waiting) => Obstacle;

/** The descriptor that is the call's first argument: the thread's own, else that of all threads. */
export function descriptorOf({ process, thread, call }: Waiting): Descriptor | undefined {
  const named = process.descriptors.filter(({ number }) => number === call.arguments[0]);
  return named.find((one) => one.thread === thread.id) ?? named.find((one) => one.thread === undefined);
}

/** @param process the one that waits */
export function otherEnds(process: Process, holders: readonly Holder[]): OtherEnd[] {
  return holders.map(({ process: { pid, name }, descriptors }) => ({
    pid,
    name,
    itself: pid === process.pid,
    descriptors,
  }));
}
