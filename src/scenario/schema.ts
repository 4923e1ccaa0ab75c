// A run as data: programs, parties, what a person does, and what must hold. Examples and labs are made of these.
import * as z from 'zod';
import { certainEnd } from '#checks/expect/end.js';
import { fileCheckWith } from '#checks/expect/files.js';
import { pattern, PLAIN, type Leaves } from '#checks/leaves.js';
import { signalName } from '#checks/signal-name.js';
import { loneTextChecksWith, textChecksWith } from '#checks/text-check.js';
import { CAPABILITIES } from '#protocol/container-spec.js';
import { ANSWERS } from '#xray/answer-kinds.js';

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is the schema
function stepWith({ text, pattern }: Leaves) {
  return z.union([
    z.strictObject({ expect: pattern.describe('Wait until the output since the last step matches.') }),
    z.strictObject({ send: text.describe('Type this (\\u0003 is Ctrl-C, \\u0004 Ctrl-D, \\n the Enter key).') }),
    z.strictObject({ signal: signalName.describe('Send a signal to the first process of the party.') }),
    z.strictObject({ endInput: z.literal(true).describe('Close standard input.') }),
    z.strictObject({
      look: text.describe('Take evidence of what is there as soon as every process waits, and call it so.'),
    }),
  ]);
}

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is the schema
function startWith({ text, pattern }: Leaves) {
  return z.union([
    z.strictObject({ afterEndOf: text }),
    z.strictObject({ when: text.describe('A party.'), prints: pattern }),
  ]);
}

/** A program of a run and what a person does with it; how it should end is said elsewhere. */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types -- the type is the schema
export function actorWith(leaves: Leaves) {
  const { text } = leaves;
  return z.strictObject({
    name: text.optional().describe('How other parts of the run call it; default: the program.'),
    command: z.array(text).min(1).describe('A program of this example, or a path in the guest, and its arguments.'),
    user: z.enum(['student', 'other', 'root']).default('student'),
    terminal: z.boolean().default(false).describe('Run it on a terminal of its own instead of three streams.'),
    stdin: z
      .union([text, z.strictObject({ file: text })])
      .optional()
      .describe('What it can read on standard input, closed after it; default: /dev/null.'),
    environment: z.record(text, text).default({}),
    linger: z
      .int()
      .min(0)
      .max(600_000)
      .optional()
      .describe(
        'Milliseconds that processes may outlive the program of the party, as an orphan or a daemon does; default 1000. Who is there then is killed, and counts as left.',
      ),
    start: startWith(leaves).optional().describe('Default: as soon as the party before it was started.'),
    script: z.array(stepWith(leaves)).default([]).describe('What a person would do, step by step.'),
  });
}

const textChecks = textChecksWith(PLAIN);

const party = actorWith(PLAIN).extend({
  end: certainEnd.describe('How the first process of the party ends.'),
  stdout: textChecks.optional().describe('On a terminal: everything that it shows.'),
  stderr: textChecks.optional(),
});

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is the schema
function fileContentWith({ text }: Leaves) {
  return z.union([
    z.strictObject({ text }),
    z.strictObject({ from: text.describe('A file beside example.json; of a lab: in its inputs/.') }),
    z.strictObject({ bytes: z.int().min(0), seed: z.int().default(1) }).describe('So many pseudo-random bytes.'),
  ]);
}

export const name = z.string().regex(/^[a-z0-9-]+$/, 'is not a name of small letters, digits and dashes');

/** What takes place in a container of its own; what must hold of it is said elsewhere. */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types -- the type is the schema
export function sceneWith(leaves: Leaves) {
  return z.strictObject({
    name,
    files: z
      .record(leaves.text, fileContentWith(leaves))
      .default({})
      .describe('Files in the working directory before the run.'),
    parties: z.array(actorWith(leaves)).min(1),
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
}

/** A question that is asked before a run is shown. */
export const prediction = z
  .strictObject({
    question: z.string().describe('A question that a person may answer who has read the program.'),
    answer: z
      .enum(ANSWERS)
      .describe(
        'What answers it. Of a call: result, a number or an error; text, the bytes that it moves; content, how much its object holds then. At any event: number-alive, programs-alive. At the end: waits, the calls that processes wait in.',
      ),
    at: pattern
      .optional()
      .describe('A pattern of the sentence of the event that decides it; of waits the end does, and there is none.'),
    nth: z.int().min(1).optional().describe('Which of the events with such a sentence; default: the first.'),
  })
  .refine(({ answer, at, nth }) => (answer === 'waits' ? at === undefined && nth === undefined : at !== undefined), {
    error: 'waits is about the end and has no at, each other answer needs one',
  });

export const run = sceneWith(PLAIN).extend({
  shows: z.string().describe('One sentence: what this run makes visible.'),
  parties: z.array(party).min(1),
  after: z
    .record(z.string(), fileCheckWith(PLAIN))
    .default({})
    .describe('Files in the working directory after the run: checks on their text, or absent.'),
  evidence: z
    .array(pattern)
    .default([])
    .describe(
      'Patterns, each found in a sentence about where a process waited at the limit, or about what was left behind.',
    ),
  xray: z
    .array(pattern)
    .default([])
    .describe('Patterns, each found in a sentence of what an X-ray of the run tells of its events and arrows.'),
  look: pattern
    .optional()
    .describe('A pattern of the first event that an X-ray of the run shows to whoever follows the link of the README.'),
  predict: prediction
    .optional()
    .describe('What the guide asks before it shows the run; the answer is computed from it.'),
});

/** What the compiler is told. */
export const recipe = z.strictObject({
  sources: z.array(z.string()).optional().describe('Default: the name of the program with .c'),
  flags: z.array(z.string()).default([]).describe("Further words for the compiler, after the image's own."),
});

export const program = recipe.extend({
  compile: z
    .strictObject({ fails: z.boolean(), messages: loneTextChecksWith(PLAIN).optional() })
    .optional()
    .describe('Default: it compiles without a message.'),
});

export type Actor = z.output<ReturnType<typeof actorWith>>;
export type Prediction = z.output<typeof prediction>;
export type Run = z.output<typeof run>;
export type Party = Run['parties'][number];
export type Step = Actor['script'][number];
export type Recipe = z.output<typeof recipe>;
export type Program = z.output<typeof program>;
export type FileContent = z.output<ReturnType<typeof fileContentWith>>;
