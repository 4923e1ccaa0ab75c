// A lab as its author writes it, `lab.json`: one format for people, editors (as JSON Schema) and the judge.
import * as z from 'zod';
import { expectationWith } from '#checks/expectation.js';
import type { Leaves } from '#checks/leaves.js';
import { mutation } from '#scenario/mutation.js';
import { actorWith, name, prediction, recipe, sceneWith } from '#scenario/schema.js';
import { AUTHORED } from './fill-case.js';
import { handInRules } from './hand-in-rules.js';

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is the schema
function labActorWith(leaves: Leaves) {
  return actorWith(leaves).extend({
    user: z
      .enum(['student', 'other'])
      .optional()
      .describe('Who runs a path of the guest; default other. Programs handed in are student, counterparts other.'),
    command: z
      .array(leaves.text)
      .min(1)
      .describe('A program of the task, a counterpart, or a path in the guest; and its arguments.'),
  });
}

/** What takes place in a run. */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type, @typescript-eslint/explicit-module-boundary-types -- the type is the schema
export function labSetupWith(leaves: Leaves) {
  return sceneWith(leaves).extend({ parties: z.array(labActorWith(leaves)).min(1) });
}

const value = z.union([z.string(), z.number()]);

const labRun = labSetupWith(AUTHORED).extend({
  cases: z
    .record(name, z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), value))
    .optional()
    .describe('The same run with other values: each ${name} in it, and in the checks that look at it, is replaced.'),
  seeds: z.int().min(1).max(100).default(1).describe('Under how many timings (seeds) it is run.'),
  trace: z.boolean().default(false).describe('Trace the system calls of the programs handed in.'),
  sanitize: z
    .array(name)
    .min(1)
    .optional()
    .describe(
      'Compile the programs handed in a second time for this run, with sanitizers in them: address, undefined. For the check sanitizer.',
    ),
  predict: prediction
    .optional()
    .describe(
      'What the page asks before it shows this run of the work in the editor; the answer is computed from it, and gives no points.',
    ),
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
  expect: expectationWith(AUTHORED),
});

const fileName = z
  .string()
  .regex(
    /^(?![.-])[A-Za-z0-9._-]+(?:\/(?![.-])[A-Za-z0-9._-]+)*$/,
    'is not a file name, with or without folders (letters, digits, dots, dashes, such as include/list.h)',
  );

/** See {@link TaskProgram}. */
export const taskProgram = recipe.extend({
  make: z
    .strictObject({
      folder: fileName.optional().describe('Where the makefile lies; default: where the files of the task do.'),
      target: fileName.optional().describe("What make is asked for; default: the makefile's first target."),
      file: fileName
        .optional()
        .describe('The program that make leaves, from that folder; default: the name of the program.'),
    })
    .optional()
    .describe(
      'A makefile, handed in or given, makes it. sources and flags then say how it is compiled for a run with sanitize.',
    ),
});

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
    .describe('The files that a student hands in, in their folders.'),
  given: z.array(fileName).default([]).describe('Files of starter/ that are always taken as the lab has them.'),
  programs: z.record(name, taskProgram).describe("The student's, by name."),
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
  image: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'is not the name of an image, such as tcc or gcc')
    .optional()
    .describe('The image that it is judged with unless --image names another.'),
  lostMachine: z
    .enum(['fails', 'ungraded'])
    .optional()
    .describe(
      'A run in which two machines break down in the same way: it fails (default), or the submission is not graded.',
    ),
  handIn: handInRules.optional().describe('When it is to be handed in, and which of several submissions counts.'),
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
export type LabSetup = z.output<ReturnType<typeof labSetupWith>>;

/** The format as a JSON Schema, for editors: what an author may write, before defaults are filled in. */
export function labJsonSchema(): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(labSchema, { io: 'input', reused: 'ref' }))) as unknown;
}
