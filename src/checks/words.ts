// Pieces of a text inside sentences.
import { escapeUnseen } from '#util/escape.js';

const LONGEST_QUOTE = 200;

/** A text on one line, with what cannot be seen in it as what it is. */
export function quote(text: string): string {
  return escapeUnseen(JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text));
}

/** `once`, `3 times` */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
