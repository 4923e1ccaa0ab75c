// Where one exact text was wanted and another one came: both, for a report to show side by side.
import { checkText } from '#scenario/check-text.js';
import type { TextCheck } from '#scenario/schema.js';
import { decodeText } from '#util/bytes.js';
import type { Difference } from './result.js';

/** A text that was looked at. */
export interface Seen {
  /** As in the sentences about it: standard output, the file x. */
  readonly what: string;
  readonly checks: readonly TextCheck[];
  readonly bytes: Uint8Array;
}

/** Characters of a text that are kept; longer ones differ in more than a person reads. */
const LONGEST = 4096;

/** @param where the run and its seed */
export async function differencesOf(texts: readonly Seen[], where: string): Promise<Difference[]> {
  const found = texts.flatMap(({ what, checks, bytes }) =>
    checks.map(async (check): Promise<Difference[]> => {
      const pair = exact(check, decodeText(bytes));
      if (!pair || (await checkText(check, bytes, nothing)) === undefined) return [];
      return [{ where: `${where}: ${what}`, wanted: pair.wanted.slice(0, LONGEST), seen: pair.seen.slice(0, LONGEST) }];
    }),
  );
  return (await Promise.all(found)).flat();
}

/** Whole files (`sameAs`) are left out: they are bytes rather than text. */
function exact(check: TextCheck, seen: string): { wanted: string; seen: string } | undefined {
  if ('equals' in check) return { wanted: check.equals, seen };
  if ('lines' in check) return { wanted: joined(check.lines), seen: joined(linesOf(seen)) };
  if ('unordered' in check)
    return { wanted: joined(check.unordered.toSorted()), seen: joined(linesOf(seen).toSorted()) };
  return undefined;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function nothing(): Promise<Uint8Array> {
  return Promise.resolve(new Uint8Array(0));
}
