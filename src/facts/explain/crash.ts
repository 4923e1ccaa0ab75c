// Where a program crashed, in words.
import type { Crash } from '../types.js';
import { called } from './words.js';

/** A sentence without its full stop. */
export function crashWords(crash: Crash): string {
  const { place, signal } = crash;
  const who = `${called(crash)} was ended by ${signal}`;
  if (!place) return `${who}; its program does not say at which line (compile it with -g)`;
  const { file, line, text, within } = place;
  const inside = place.function === null ? '' : `, in ${place.function}`;
  const calling = within === null ? '' : `, calling ${within}`;
  return `${who} at ${file}:${line}${inside}${calling}${text === null ? '' : `: ${text}`}`;
}
