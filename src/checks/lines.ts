// A text as lines.
import { quote } from './words.js';

/** The lines without trailing blanks; what follows the last line end counts when there is something. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

export function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** @returns undefined when they are the same, else where they part */
export function differentLine(seen: readonly string[], wanted: readonly string[]): string | undefined {
  const at = wanted.findIndex((line, index) => line !== seen[index]);
  if (at >= 0) {
    const want = quote(wanted[at] ?? '');
    return seen[at] === undefined
      ? `line ${at + 1}, ${want}, is missing`
      : `line ${at + 1} is ${quote(seen[at])}, not ${want}`;
  }
  return seen.length > wanted.length
    ? `line ${wanted.length + 1} is one too many: ${quote(seen[wanted.length] ?? '')}`
    : undefined;
}
