import type { Descriptor, Facts, Process, SystemCall, Thread } from '../types.js';
import type { Obstacle } from './types.js';

/** A thread in a system call, and everything that is known beside it. */
export interface Waiting {
  readonly process: Process;
  readonly thread: Thread;
  readonly call: SystemCall;
  readonly facts: Facts;
}

/** Finds out what a system call waits for. */
export type Find = (waiting: Waiting) => Obstacle;

/** The descriptor that is the call's first argument. */
export function descriptorOf({ process, call }: Waiting): Descriptor | undefined {
  return process.descriptors.find(({ number }) => number === call.arguments[0]);
}
