// Output that never came, in words.
import type { End } from '../end.js';

/** Bytes of a buffer of stdio where it is no terminal's. */
const BUFFER = 4096;

/**
 * What a program printed and the C library had not written is gone with it. Nobody can see whether there was any, but one that
 * wrote nothing, or nothing but whole buffers, has not written by itself. Who printed too much is told so, and misses nothing.
 *
 * @param program what the sentence calls it
 * @param written bytes of its standard output
 * @returns a sentence, or none
 */
export function unflushedWords(
  program: string,
  { signal, limit }: Pick<End, 'signal' | 'limit'>,
  written: number,
): string[] {
  const wasCut = (signal !== null || limit !== null) && limit !== 'output';
  if (!wasCut || written % BUFFER !== 0) return [];
  return [
    `what ${program} printed last may be missing: output stays in a buffer until the buffer is full, fflush(stdout) is called, or the program ends normally`,
  ];
}
