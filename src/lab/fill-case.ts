// Values of a case in place of what stands for them, as leaves of the schemas of runs and of checks.
import * as z from 'zod';
import { pattern, PLAIN, type Leaves } from '#checks/leaves.js';

export type Values = Readonly<Record<string, string | number>>;

/** Stands for a value of a case. */
const PLACEHOLDER = /\$\{([a-z][A-Za-z0-9]*)\}/g;

const placeholder = z.string().regex(/^\$\{[a-z][A-Za-z0-9]*\}$/, 'is neither a number nor a value of a case');

/** As an author writes it: where a number is wanted, a placeholder may stand for one. */
export const AUTHORED: Leaves = {
  ...PLAIN,
  amount: z.union([z.number(), placeholder]) as z.ZodType<number>,
};

/** A case without a value for a name; the message is what to say of the case. */
export class MissingValue extends Error {}

/** With each `${name}` replaced; parsing throws {@link MissingValue} at a name that has no value. */
export function filledWith(values: Values): Leaves {
  const fill = (text: string, write: (value: string) => string = (value) => value): string =>
    text.replace(PLACEHOLDER, (_, name: string) => {
      if (!Object.hasOwn(values, name)) throw new MissingValue(`has no value for \${${name}}; add it to the case`);
      return write(String(values[name]));
    });
  return {
    text: z.string().transform((text) => fill(text)),
    pattern: z
      .string()
      .transform((text) => fill(text, escapePattern))
      .pipe(pattern),
    amount: z.preprocess((one) => (typeof one === 'string' ? toNumber(fill(one)) : one), PLAIN.amount),
  };
}

/** A pattern that matches nothing but the text. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** A blank is no number, although JavaScript has it as 0. */
function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
