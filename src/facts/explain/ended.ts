// What is to be said of a program that has ended otherwise than by itself.
import type { End } from '../end.js';
import { endWords, limitSentences } from './end.js';
import { unflushedWords } from './unflushed.js';

/**
 * The limits that were met, the signal that ended it, and what may be missing of its output; a sentence each.
 *
 * @param program what the sentences call it
 * @param written bytes of its standard output
 * @param expected signals that nobody needs to be told of
 */
export function endedSentences(program: string, end: End, written: number, expected: readonly string[] = []): string[] {
  const isCrash = end.limit === null && end.signal !== null && !expected.includes(end.signal);
  return [
    ...limitSentences(program, end),
    ...(isCrash ? [`${program} ${endWords(end)}`] : []),
    ...unflushedWords(program, end, written),
  ];
}
