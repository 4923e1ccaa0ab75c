// Checks on a text, each with a sentence for what was seen instead.
import { decodeText, equal } from '../util/bytes.js';
import type { TextCheck } from './schema.js';

/** Gives the content of a file of the run, for `sameAs`. */
export type FileReader = (name: string) => Promise<Uint8Array>;

/** @returns undefined when the check holds, else what was wrong */
export async function checkText(check: TextCheck, bytes: Uint8Array, read: FileReader): Promise<string | undefined> {
  if ('sameAs' in check) {
    return equal(bytes, await read(check.sameAs)) ? undefined : `differs from ${check.sameAs} (${bytes.length} bytes)`;
  }
  return checkString(check, decodeText(bytes));
}

/** What does not hold of a text, a sentence each that begins with what the text is. */
export async function failuresOf(
  what: string,
  checks: readonly TextCheck[],
  bytes: Uint8Array,
  read: FileReader = () => Promise.resolve(new Uint8Array(0)),
): Promise<string[]> {
  const found = await Promise.all(checks.map((check) => checkText(check, bytes, read)));
  return found.filter((problem) => problem !== undefined).map((problem) => `${what}: ${problem}`);
}

type StringCheck = Exclude<TextCheck, { sameAs: string }>;

function checkString(check: StringCheck, text: string): string | undefined {
  if ('equals' in check) return text === check.equals ? undefined : `is ${quote(text)}, not ${quote(check.equals)}`;
  if ('contains' in check)
    return text.includes(check.contains) ? undefined : `${quote(text)} lacks ${quote(check.contains)}`;
  if ('lines' in check) return sameLines(linesOf(text), check.lines);
  if ('unordered' in check) return sameLines(linesOf(text).sort(), [...check.unordered].sort());
  if ('matches' in check)
    return regExp(check.matches).test(text) ? undefined : `${quote(text)} does not match /${check.matches}/`;
  if ('lacks' in check) return regExp(check.lacks).test(text) ? `${quote(text)} matches /${check.lacks}/` : undefined;
  if ('inOrder' in check) return inOrder(check.inOrder, text);
  if ('count' in check) {
    const found = [...text.matchAll(regExp(check.count.pattern))].length;
    return outside(found, check.count) && `/${check.count.pattern}/ is there ${found} times, not ${range(check.count)}`;
  }
  const caught = regExp(check.number.pattern).exec(text)?.[1];
  if (caught === undefined) return `${quote(text)} has no number where /${check.number.pattern}/ looks for one`;
  return (
    outside(Number(caught), check.number) &&
    `the number of /${check.number.pattern}/ is ${caught}, not ${range(check.number)}`
  );
}

function regExp(source: string): RegExp {
  return new RegExp(source, 'gm');
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function sameLines(seen: readonly string[], wanted: readonly string[]): string | undefined {
  const at = wanted.findIndex((line, index) => line !== seen[index]);
  if (at >= 0)
    return `line ${at + 1} is ${seen[at] === undefined ? 'missing' : quote(seen[at])}, not ${quote(wanted[at] ?? '')}`;
  return seen.length > wanted.length
    ? `line ${wanted.length + 1} is one too many: ${quote(seen[wanted.length] ?? '')}`
    : undefined;
}

function inOrder(patterns: readonly string[], text: string): string | undefined {
  let at = 0;
  for (const pattern of patterns) {
    const expression = regExp(pattern);
    expression.lastIndex = at;
    if (!expression.test(text))
      return `${quote(text.slice(at))} has no match for /${pattern}/ where it should come next`;
    at = expression.lastIndex;
  }
  return undefined;
}

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly is?: number | undefined;
}

function outside(value: number, { min = -Infinity, max = Infinity, is = value }: Bounds): true | undefined {
  return value >= min && value <= max && value === is ? undefined : true;
}

function range({ min, max, is }: Bounds): string {
  if (is !== undefined) return String(is);
  if (min === undefined) return `at most ${max}`;
  return max === undefined ? `at least ${min}` : `from ${min} to ${max}`;
}

const LONGEST_QUOTE = 200;

/** A text on one line, its control characters escaped. */
function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}
