// The format of what sanitizers found where it is kept. Apart from its types, so that who only shows it needs no validator.
import * as z from 'zod';
import type { SanitizerReport } from './finding.js';

const text = z.string();

const watched = z.strictObject({ program: text, pid: z.int(), childOf: z.int().nullable() });

const stack = z.array(z.strictObject({ function: text, file: text.nullable(), line: z.int().nullable() }));

const finding = z.strictObject({
  type: z.enum(['error', 'leak']),
  kind: text,
  detail: text,
  process: watched,
  place: z.strictObject({ file: text, line: z.int(), function: text }).nullable(),
  source: text.nullable(),
  stack,
  others: z.array(z.strictObject({ what: text, stack })),
});

/** See `finding.ts`. */
export const sanitizerSchema: z.ZodType<SanitizerReport> = z.strictObject({
  programs: z.array(watched),
  findings: z.array(finding),
  more: z.int(),
  unchecked: z.array(watched.extend({ why: z.enum(['error', 'end']) })),
  evasions: z.array(text),
});
