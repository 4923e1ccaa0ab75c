// A run as data: programs, parties, what a person does, and what must hold. Examples and labs are made of these.
import * as z from 'zod';
import { SIGNALS } from '#linux/signals.js';
import { CAPABILITIES } from '#protocol/container-spec.js';

export const pattern = z
  .string()
  .refine(isRegExp, 'is not a regular expression that JavaScript accepts')
  .describe('A JavaScript regular expression; ^ and $ match at line ends, a dot does not match a line end.');

/** A number; where a lab has cases, also what stands for one until a case is filled in. */
type Amount = z.ZodType<number>;

/** How much of something there may be. */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types
export function boundWith(amount: Amount) {
  return z.strictObject({ min: amount.optional(), max: amount.optional(), is: amount.optional() });
}

export const bound = boundWith(z.number());

/** What must hold of one text: an output stream or a file. Each check is an object with one key. */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types
export function textCheckWith(amount: Amount) {
  return z.union([
    z.strictObject({ equals: z.string().describe('The whole text, byte for byte.') }),
    z.strictObject({ lines: z.array(z.string()).describe('All lines in order, without trailing blanks.') }),
    z.strictObject({ unordered: z.array(z.string()).describe('All lines, in any order.') }),
    z.strictObject({ contains: z.string().describe('A piece of the text.') }),
    z.strictObject({ matches: pattern.describe('A pattern found somewhere in the text.') }),
    z.strictObject({ lacks: pattern.describe('A pattern found nowhere in the text.') }),
    z.strictObject({
      inOrder: z.array(pattern).min(2).describe('Patterns, each found after the end of the one before.'),
    }),
    z.strictObject({
      count: boundWith(amount).extend({ pattern }).describe('How many times the pattern is found.'),
    }),
    z.strictObject({
      number: boundWith(amount)
        .extend({ pattern, tolerance: amount.optional().describe('How far it may be from `is`, either way.') })
        .describe(
          'The number that the first group of the pattern catches lies between min and max, or is the one given.',
        ),
    }),
    z.strictObject({
      inside: z
        .strictObject({ enter: pattern, leave: pattern, max: amount })
        .describe('Never more than max at a time are between a line that matches enter and one that matches leave.'),
    }),
    z.strictObject({ sameAs: z.string().describe('Byte for byte the same as this file of the run.') }),
  ]);
}

export const textCheck = textCheckWith(z.number());

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types
export function textChecksOf<T extends z.ZodType>(check: T) {
  return z.union([check.transform((one) => [one]), z.array(check)]);
}

export const textChecks = textChecksOf(textCheck);

/** The whole list goes into the JSON Schema, so that an editor completes it. */
const signalName = z.enum(SIGNALS, {
  error: ({ input }) =>
    `${JSON.stringify(input)} is not a signal of Linux; write its name, such as SIGINT or SIGRTMIN+1`,
});

export const end = z
  .union([
    z.strictObject({ exit: z.int().min(0).max(255) }),
    z.strictObject({ signal: signalName, core: z.boolean().optional() }),
    z.strictObject({
      hang: z.literal(true).describe('Still there at the limit, and every process of the run waits: none computes.'),
    }),
  ])
  .describe('How the first process of the party ends.');

const step = z.union([
  z.strictObject({ expect: pattern.describe('Wait until the output since the last step matches.') }),
  z.strictObject({ send: z.string().describe('Type this (\\u0003 is Ctrl-C, \\u0004 Ctrl-D, \\n the Enter key).') }),
  z.strictObject({ signal: signalName.describe('Send a signal to the first process of the party.') }),
  z.strictObject({ endInput: z.literal(true).describe('Close standard input.') }),
  z.strictObject({
    look: z.string().describe('Take evidence of what is there as soon as every process waits, and call it so.'),
  }),
]);

const start = z.union([
  z.strictObject({ afterEndOf: z.string() }),
  z.strictObject({ when: z.string().describe('A party.'), prints: pattern }),
]);

/** A program of a run and what a person does with it; how it should end is said elsewhere. */
export const actor = z.strictObject({
  name: z.string().optional().describe('How other parts of the run call it; default: the program.'),
  command: z.array(z.string()).min(1).describe('A program of this example, or a path in the guest, and its arguments.'),
  user: z.enum(['student', 'other', 'root']).default('student'),
  terminal: z.boolean().default(false).describe('Run it on a terminal of its own instead of three streams.'),
  stdin: z
    .union([z.string(), z.strictObject({ file: z.string() })])
    .optional()
    .describe('What it can read on standard input, closed after it; default: /dev/null.'),
  environment: z.record(z.string(), z.string()).default({}),
  start: start.optional().describe('Default: as soon as the party before it was started.'),
  script: z.array(step).default([]).describe('What a person would do, step by step.'),
});

const party = actor.extend({
  end,
  stdout: textChecks.optional().describe('On a terminal: everything that it shows.'),
  stderr: textChecks.optional(),
});

export const fileContent = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ from: z.string().describe('A file beside example.json; of a lab: in its inputs/.') }),
  z.strictObject({ bytes: z.int().min(0), seed: z.int().default(1) }).describe('So many pseudo-random bytes.'),
]);

export const name = z.string().regex(/^[a-z0-9-]+$/, 'is not a name of small letters, digits and dashes');

/** What takes place in a container of its own; what must hold of it is said elsewhere. */
export const scene = z.strictObject({
  name,
  files: z.record(z.string(), fileContent).default({}).describe('Files in the working directory before the run.'),
  parties: z.array(actor).min(1),
  capabilities: z
    .array(z.enum(CAPABILITIES))
    .default([])
    .describe('What its programs may do beyond the usual: raw-sockets.'),
  wallLimit: z
    .int()
    .min(1)
    .max(600_000)
    .default(10_000)
    .describe('Milliseconds of the guest; a hang is recognised at it.'),
});

/** What must hold of a file after a run. */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types
export function fileCheckOf<T extends z.ZodType>(check: T) {
  return z.union([z.strictObject({ absent: z.literal(true) }), textChecksOf(check)]);
}

export const run = scene.extend({
  shows: z.string().describe('One sentence: what this run makes visible.'),
  parties: z.array(party).min(1),
  after: z
    .record(z.string(), fileCheckOf(textCheck))
    .default({})
    .describe('Files in the working directory after the run: checks on their text, or absent.'),
  evidence: z
    .array(pattern)
    .default([])
    .describe(
      'Patterns, each found in a sentence about where a process waited at the limit, or about what was left behind.',
    ),
});

/** What the compiler is told. */
export const recipe = z.strictObject({
  sources: z.array(z.string()).optional().describe('Default: the name of the program with .c'),
  flags: z.array(z.string()).default([]).describe("Further words for the compiler, after the image's own."),
});

export const program = recipe.extend({
  compile: z
    .strictObject({ fails: z.boolean(), messages: textChecks.optional() })
    .optional()
    .describe('Default: it compiles without a message.'),
});

export type Actor = z.output<typeof actor>;
export type Run = z.output<typeof run>;
export type Party = Run['parties'][number];
export type Step = Actor['script'][number];
export type Recipe = z.output<typeof recipe>;
export type Program = z.output<typeof program>;
export type Bound = z.output<typeof bound>;
export type TextCheck = z.output<typeof textCheck>;
export type FileContent = z.output<typeof fileContent>;
export type FileCheck = Run['after'][string];
export type End = z.output<typeof end>;

function isRegExp(source: string): boolean {
  try {
    new RegExp(source, 'm');
    return true;
  } catch {
    return false;
  }
}
