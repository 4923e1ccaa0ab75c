// The corpus of hostile programs, test/fixtures/hostile: each with the verdict that it must get.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CAPABILITIES } from '#protocol/container-spec.js';
import { LIMIT_NAMES } from '#protocol/exec-spec.js';
import { PLAIN } from '#checks/leaves.js';
import { textCheckWith } from '#checks/text-check.js';
import { FIXTURES } from '../fixtures.js';

export const FOLDER = join(FIXTURES, 'hostile');

/** Folder of the guest that they are compiled and run in. */
export const DIRECTORY = '/home/student/run';

const limitName = z.enum(LIMIT_NAMES);
const checks = z.array(textCheckWith(PLAIN)).default([]);
const limits = z.partialRecord(limitName, z.int().min(0)).default({}).describe('What is not as by default.');

const end = z.union([
  z.strictObject({
    exit: z.int().min(0).max(255),
    orLost: z
      .string()
      .optional()
      .describe('For what chance decides: the machine may be given up too, for this reason.'),
  }),
  z.strictObject({ signal: z.string() }),
  z.strictObject({ limit: limitName.describe('The limit that ended it.') }),
  z.strictObject({
    lost: z.string().describe('A pattern: the machine is given up, and this is why.'),
  }),
]);

const job = {
  end,
  limits,
  reached: z.array(limitName).optional().describe('All limits that it met; default: the one that ended it.'),
  stdout: checks,
  stderr: checks,
};

const read = z.strictObject({
  path: z.string().describe('Relative to the folder of the run, or absolute.'),
  maxSize: z.int().optional(),
  while: z.enum(['running', 'over']).default('over').describe('running: as soon as the program has said "ready".'),
  times: z.int().default(1),
  gives: z.union([
    z.strictObject({ errno: z.array(z.string()).min(1).describe('One of these.') }),
    z.strictObject({ size: z.int() }),
    z.strictObject({ matches: z.string(), orErrno: z.array(z.string()).default([]) }),
  ]),
});

const file = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ from: z.string().describe('A file of the corpus.') }),
  z.strictObject({ repeat: z.string(), times: z.int(), before: z.string().default(''), after: z.string().default('') }),
]);

export const hostileSchema = z.strictObject({
  place: z
    .enum(['container', 'guest'])
    .default('container')
    .describe('guest: as root outside of all containers, as if it had got out.'),
  files: z.record(z.string(), file).default({}).describe('Files beside the source before it is compiled.'),
  prepare: z.string().optional().describe('For the shell, as the student, before it is compiled.'),
  sources: z.array(z.string()).optional().describe('Default: the file of the corpus with the name of the attack.'),
  compile: z
    .strictObject({ ...job, end: end.default({ exit: 0 }), output: z.string().default('program') })
    .prefault({})
    .describe('Default: it compiles.'),
  run: z
    .strictObject({
      ...job,
      arguments: z.array(z.string()).default([]),
      user: z.enum(['student', 'other', 'root']).default('student'),
      terminal: z.boolean().default(false),
      killed: z
        .strictObject({ min: z.int(), max: z.int() })
        .optional()
        .describe('Processes that had to be killed at the end; default: none, if no limit struck.'),
      evidence: checks.describe('On the sentences about what was seen before they were killed.'),
    })
    .optional()
    .describe('Absent: the attack is over when it is compiled.'),
  left: checks.describe('On the sentences about what is left in the container.'),
  reads: z.array(read).default([]),
  capabilities: z.array(z.enum(CAPABILITIES)).default([]),
});

export type Attack = z.output<typeof hostileSchema> & { readonly name: string };
export type Read = Attack['reads'][number];
export type End = z.output<typeof end>;
export type FileSource = z.output<typeof file>;
export type JobVerdict = Pick<NonNullable<Attack['run']>, 'end' | 'limits' | 'reached' | 'stdout' | 'stderr'>;

/** Whether the host does something while it runs, for which time has to go on. */
export function happensMeanwhile(attack: Attack): boolean {
  return attack.reads.some((read) => read.while === 'running');
}

/** All attacks, by topic and name. */
export async function readCorpus(): Promise<readonly Attack[]> {
  const folder = join(FOLDER, 'corpus');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const topics = await Promise.all(
    files.map(async (name) => {
      const parsed = z
        .record(z.string(), hostileSchema)
        .safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')));
      if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
      return Object.entries(parsed.data).map(([attack, data]) => ({ ...data, name: attack }));
    }),
  );
  return topics.flat();
}
