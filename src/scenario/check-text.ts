// Checks on a text, each with a sentence for what was seen instead.
import { decodeText, equal } from '#util/bytes.js';
import type { Bound, TextCheck } from './schema.js';

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
  if ('inside' in check) return neverMore(check.inside, text);
  return checkNumber(check.number, text);
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

function checkNumber(wanted: Extract<StringCheck, { number: unknown }>['number'], text: string): string | undefined {
  const { pattern, is, tolerance = 0 } = wanted;
  const caught = regExp(pattern).exec(text)?.[1];
  const value = Number(caught);
  if (caught === undefined || caught.trim() === '' || Number.isNaN(value))
    return `${quote(text)} has no number where /${pattern}/ looks for one`;
  if (is === undefined || tolerance === 0)
    return outside(value, wanted) && `the number of /${pattern}/ is ${quoteNumber(caught)}, not ${range(wanted)}`;
  const near = { ...wanted, is: undefined, min: is - tolerance, max: is + tolerance };
  return outside(value, near) && `the number of /${pattern}/ is ${quoteNumber(caught)}, not ${is} ± ${tolerance}`;
}

/** A line may both enter and leave; whoever leaves without having entered does not count. */
function neverMore(wanted: Extract<StringCheck, { inside: unknown }>['inside'], text: string): string | undefined {
  const [enter, leave] = [new RegExp(wanted.enter), new RegExp(wanted.leave)];
  let inside = 0;
  let entered = 0;
  for (const [index, line] of linesOf(text).entries()) {
    if (enter.test(line)) {
      entered++;
      if (++inside > wanted.max) return `line ${index + 1}: ${inside} are inside, and at most ${wanted.max} may be`;
    }
    if (leave.test(line)) inside = Math.max(0, inside - 1);
  }
  return entered > 0 ? undefined : `no line matches /${wanted.enter}/: nobody was inside`;
}

function quoteNumber(text: string): string {
  return text.length > LONGEST_NUMBER ? `${text.slice(0, LONGEST_NUMBER)}…` : text;
}

/** @returns true when it is outside */
export function outside(value: number, { min = -Infinity, max = Infinity, is = value }: Bound): true | undefined {
  return value >= min && value <= max && value === is ? undefined : true;
}

/** `at most 3`, for a sentence. */
export function range({ min, max, is }: Bound): string {
  if (is !== undefined) return String(is);
  if (min === undefined) return `at most ${max}`;
  return max === undefined ? `at least ${min}` : `from ${min} to ${max}`;
}

const LONGEST_QUOTE = 200;
const LONGEST_NUMBER = 40;

/** A text on one line, its control characters escaped. */
function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}
