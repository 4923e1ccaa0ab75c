// The ends of a schema that a person fills in. Where a lab has cases, values of a case stand in them.
import * as z from 'zod';

/**
 * What a schema of checks or of a run is built with. A lab reads the same schema three ways: as its author wrote it, with
 * `${name}` in it; with the values of a case; and as it is, where there are no cases.
 */
export interface Leaves {
  /** A text that stands for itself. */
  readonly text: z.ZodType<string>;
  /** A regular expression, in which a value of a case stands for itself: a dot in it is a dot. */
  readonly pattern: z.ZodType<string>;
  /** A number. */
  readonly amount: z.ZodType<number>;
}

export const pattern = z
  .string()
  .refine(isRegExp, 'is not a regular expression that JavaScript accepts')
  .describe('A JavaScript regular expression; ^ and $ match at line ends, a dot does not match a line end.');

/** Everything as it is. */
export const PLAIN: Leaves = { text: z.string(), pattern, amount: z.number() };

function isRegExp(source: string): boolean {
  try {
    new RegExp(source, 'm');
    return true;
  } catch {
    return false;
  }
}
