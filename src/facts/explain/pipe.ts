// Pipes and FIFOs in words: who has the other end open is what a person needs to know.
import { STREAMS } from '../descriptors.js';
import type { Obstacle } from '../wait/types.js';
import { holderWords, list } from './words.js';

/** Of the descriptors 0, 1 and 2. */
export const STANDARD = ['standard input', 'standard output', 'standard error'];

export function pipeWords({ descriptor, fifo, end, holders }: Extract<Obstacle, { kind: 'pipe' }>): string {
  // Of the three standard streams, the other end is the lab's own.
  if (holders.length === 0 && descriptor < STREAMS) return `on its ${STANDARD[descriptor] ?? ''}`;
  const pipe = `${fifo === null ? 'the pipe' : `the FIFO ${fifo}`} of descriptor ${descriptor}`;
  const full = end === 'read' ? ' which is full and' : '';
  const who = holders.length === 0 ? 'nobody here holds' : list(holders.map(holderWords));
  return `on ${pipe},${full} whose ${end} end ${who}`;
}
