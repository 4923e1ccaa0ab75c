// Values of a case in place of what stands for them.
import { PLACEHOLDER } from './lab-schema.js';

export type Values = Readonly<Record<string, string | number>>;

/** Where a text is a regular expression, and a value stands for itself and not for a pattern. */
const PATTERNS = new Set(['matches', 'lacks', 'pattern', 'inOrder', 'expect', 'prints', 'process', 'enter', 'leave']);
/** Where what stands for a value stands for a number. */
const NUMBERS = new Set(['min', 'max', 'is', 'tolerance']);

/**
 * The same data with each `${name}` replaced.
 *
 * @param missing called with a name that has no value; must throw
 */
export function fillCase(data: unknown, values: Values, missing: (name: string) => never, key = ''): unknown {
  if (typeof data === 'string') {
    const text = fillText(data, values, missing, PATTERNS.has(key));
    return NUMBERS.has(key) && text.trim() !== '' ? Number(text) : text;
  }
  if (Array.isArray(data)) return data.map((item) => fillCase(item, values, missing, key));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, item]) => [
      fillText(name, values, missing, false),
      fillCase(item, values, missing, name),
    ]),
  );
}

function fillText(text: string, values: Values, missing: (name: string) => never, isPattern: boolean): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = String(Object.hasOwn(values, name) ? values[name] : missing(name));
    return isPattern ? value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') : value;
  });
}
