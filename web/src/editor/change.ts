// The smallest piece that differs, so that a cursor stays where it is when a file changes from outside.

export interface Replacement {
  readonly from: number;
  /** End of what is replaced, in the old text. */
  readonly to: number;
  readonly insert: string;
}

/** What turns one text into another; undefined when they are the same. */
export function replacementFor(before: string, after: string): Replacement | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
