// What may be asked about open descriptors: who holds which end of what.
import type { Descriptor, Process } from './types.js';

const READ_ONLY = 0;
const WRITE_ONLY = 1;
const READ_WRITE = 2;

export type End = 'read' | 'write';

/** Standard input, output and error are the first three. */
export const STREAMS = 3;

export function isPipe({ target }: Descriptor): boolean {
  return target.startsWith('pipe:');
}

export function isSocket({ target }: Descriptor): boolean {
  return target.startsWith('socket:');
}

function isOpenFor({ access }: Descriptor, end: End): boolean {
  return access === READ_WRITE || access === (end === 'read' ? READ_ONLY : WRITE_ONLY);
}

/** How many descriptors a process has open beside its three streams. */
export function descriptorsBeyondStreams({ descriptorCount, descriptors }: Process): number {
  return descriptorCount - descriptors.filter(({ number }) => number < STREAMS).length;
}

export interface Holder {
  readonly process: Process;
  /** Numbers of its descriptors. */
  readonly descriptors: readonly number[];
}

/**
 * Who has an end of a pipe or a FIFO open.
 *
 * @param target as a descriptor names it
 */
export function holdersOf(processes: readonly Process[], target: string, end: End): Holder[] {
  return processes
    .map((process) => ({
      process,
      descriptors: process.descriptors
        .filter((descriptor) => descriptor.target === target && isOpenFor(descriptor, end))
        .map(({ number }) => number),
    }))
    .filter(({ descriptors }) => descriptors.length > 0);
}

/** Pipes of which a process holds both ends: as a reader it never sees the end of the data. */
export function pipesHeldAtBothEnds({ descriptors }: Process): string[] {
  const pipes = descriptors.filter(isPipe);
  const targets = [...new Set(pipes.map(({ target }) => target))];
  const holds = (target: string, end: End): boolean =>
    pipes.some((descriptor) => descriptor.target === target && isOpenFor(descriptor, end));
  return targets.filter((target) => holds(target, 'read') && holds(target, 'write'));
}
