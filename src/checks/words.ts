// Pieces of a text inside sentences.

const LONGEST_QUOTE = 200;

/** A text on one line, its control characters escaped. */
export function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}

/** `once`, `3 times` */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
