// How much of something there may be.
import * as z from 'zod';
import type { Leaves } from './leaves.js';

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types -- the type is the schema
export function boundWith({ amount }: Leaves) {
  return z.strictObject({ min: amount.optional(), max: amount.optional(), is: amount.optional() });
}

export type Bound = z.output<ReturnType<typeof boundWith>>;

export function isWithin(value: number, { min = -Infinity, max = Infinity, is = value }: Bound): boolean {
  return value >= min && value <= max && value === is;
}

/** `at most 3`, for a sentence. */
export function range({ min, max, is }: Bound): string {
  if (is !== undefined) return String(is);
  if (min === undefined) return max === undefined ? 'any number' : `at most ${max}`;
  return max === undefined ? `at least ${min}` : `from ${min} to ${max}`;
}
