// A lab as its author writes it, `lab.json`: one format for people, editors (as JSON Schema) and the judge.
import * as z from 'zod';
import { mutation } from '#scenario/mutation.js';
import {
  actor,
  boundWith,
  end,
  fileCheckOf,
  name,
  pattern,
  recipe,
  scene,
  textCheckWith,
  textChecksOf,
} from '#scenario/schema.js';

/** Stands for a value of a case. */
export const PLACEHOLDER = /\$\{([a-z][A-Za-z0-9]*)\}/g;

const placeholder = z.string().regex(/^\$\{[a-z][A-Za-z0-9]*\}$/, 'is neither a number nor a value of a case');

const lookName = name.describe('`end`, `limit`, or what a step of a script called its look.');

/** @param amount what a number may be: where values of cases are still to come, also a placeholder */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type
function expectationWith(amount: z.ZodType<number>) {
  const text = textCheckWith(amount);
  const checks = textChecksOf(text);
  const bound = boundWith(amount);
  const seen = z.strictObject({
    at: lookName
      .default('end')
      .describe('When: end, after the last party; limit, when time was over; or the name of a look in a script.'),
    process: pattern.optional().describe('Only processes whose name matches.'),
    objects: bound.optional().describe('System V and POSIX objects: queues, semaphores, shared memory.'),
    processes: bound.optional().describe('Processes; at the end: those that outlived their party and were killed.'),
    zombies: bound.optional().describe('Processes that have ended and whose parent has not waited for them.'),
    unclosed: bound.optional().describe('Pipes of which one process holds both ends.'),
    descriptors: bound.optional().describe('Open descriptors of each process, beyond its three streams.'),
    sentences: checks.optional().describe('What is said of it in words, a line each.'),
  });
  return z.strictObject({
    compiles: z
      .union([
        z.literal(true),
        z.strictObject({
          program: name.optional().describe('Default: all of the task.'),
          warnings: bound.optional().describe('How many the compiler has.'),
          messages: checks.optional().describe('All that the compiler says.'),
        }),
      ])
      .optional(),
    party: z.string().optional().describe('Whose end and output; default: the first that runs a program handed in.'),
    end: z
      .union([
        ...end.options,
        z.strictObject({ failure: z.literal(true).describe('It ends by itself, with a status other than 0.') }),
        z.strictObject({ any: z.literal(true).describe('It ends by itself, in whatever way.') }),
      ])
      .optional(),
    stdout: checks.optional().describe('On a terminal: everything that it shows.'),
    stderr: checks.optional(),
    files: z
      .record(z.string(), fileCheckOf(text))
      .optional()
      .describe('Files after the run: checks on their text, or absent.'),
    seen: z
      .union([seen.transform((one) => [one]), z.array(seen)])
      .optional()
      .describe('What the kernel knew of processes, descriptors and objects.'),
    calls: z
      .record(z.string().regex(/^[a-z][a-z0-9_]*$/), bound)
      .optional()
      .describe('How many times a system call was made in a run with a trace, by the name of its manual page.'),
    forks: bound.optional().describe('How many processes were made in a run with a trace, the first not counted.'),
  });
}

/** What must hold, with every value of its case filled in. */
export const expectation = expectationWith(z.number());

/** The same as an author writes it. */
const authored = expectationWith(z.union([z.number(), placeholder]) as z.ZodType<number>);

const labActor = actor.extend({
  user: z
    .enum(['student', 'other'])
    .optional()
    .describe('Who runs a path of the guest; default other. Programs handed in are student, counterparts other.'),
  command: z
    .array(z.string())
    .min(1)
    .describe('A program of the task, a counterpart, or a path in the guest; and its arguments.'),
});

const value = z.union([z.string(), z.number()]);

/** A run with every value of its case filled in. */
export const labScene = scene.extend({ parties: z.array(labActor).min(1) });

const labRun = labScene.extend({
  cases: z
    .record(name, z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), value))
    .optional()
    .describe('The same run with other values: each ${name} in it, and in the checks that look at it, is replaced.'),
  seeds: z.int().min(1).max(100).default(1).describe('Under how many courses of time it is run.'),
  trace: z.boolean().default(false).describe('Trace the system calls of the programs handed in.'),
});

const check = z.strictObject({
  name,
  title: z.string().describe('What it asks for, in a few words.'),
  points: z.number().min(0).default(0),
  hidden: z.boolean().default(false).describe('Students learn its verdict and its help, but not what it compares.'),
  needs: z.array(name).default([]).describe('Checks of this task that must have passed; else it is skipped.'),
  rationale: z.string().optional().describe('Why it is there, for whoever failed it.'),
  help: z.string().optional().describe('What to look at when it fails.'),
  award: z
    .enum(['all', 'share'])
    .default('all')
    .describe('all: it must hold under every case and seed; share: points by the share for which it holds.'),
  run: z
    .union([name.transform((one) => [one]), z.array(name).min(1)])
    .optional()
    .describe('The run that it looks at, or several; default: the only one of the task.'),
  expect: authored,
});

const fileName = z
  .string()
  .regex(/^(?![.-])[A-Za-z0-9._-]+$/, 'is not a plain file name (letters, digits, dots, dashes, no slash)');

const task = z.strictObject({
  name,
  title: z.string(),
  files: z
    .array(
      z.union([
        fileName.transform((file) => ({ name: file, optional: false })),
        z.strictObject({ name: fileName, optional: z.boolean().default(false) }),
      ]),
    )
    .min(1)
    .describe('The files that a student hands in.'),
  given: z.array(fileName).default([]).describe('Files of starter/ that are always taken as the lab has them.'),
  programs: z.record(name, recipe).describe("The student's, by name."),
  counterparts: z
    .record(name, recipe)
    .default({})
    .describe('Programs of hidden/ that the student meets only as processes of another user.'),
  runs: z.array(labRun).default([]),
  checks: z.array(check).min(1),
});

const wrongSolution = z.strictObject({
  shows: z.string().describe('What a student did there, in a sentence.'),
  task: name.optional().describe('Default: the only one of the lab.'),
  fails: z
    .union([name.transform((one) => [one]), z.array(name).min(1)])
    .describe('The check that must fail, or several.'),
  mutations: z
    .array(mutation)
    .min(1)
    .optional()
    .describe('How it differs from the reference, one change after the other; default: by the files of wrong/NAME/.'),
});

export const labSchema = z.strictObject({
  $schema: z.string().optional(),
  title: z.string(),
  tasks: z.array(task).min(1),
  wrong: z
    .record(name, wrongSolution)
    .default({})
    .describe('What students get wrong, by name, and which check must notice.'),
});

export type Lab = z.output<typeof labSchema>;
export type LabTask = Lab['tasks'][number];
export type LabRun = LabTask['runs'][number];
export type LabCheck = LabTask['checks'][number];
export type LabScene = z.output<typeof labScene>;
export type Expectation = z.output<typeof expectation>;
export type Seen = NonNullable<Expectation['seen']>[number];

/** The format as a JSON Schema, for editors: what an author may write, before defaults are filled in. */
export function labJsonSchema(): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(labSchema, { io: 'input', reused: 'ref' }))) as unknown;
}
