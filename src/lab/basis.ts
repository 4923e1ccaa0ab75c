// What a result was judged by, as digests: so that a lab that has changed is judged again only where it has.
import * as z from 'zod';
import { filesComparedWith } from '#checks/expectation.js';
import type { Files } from '#scenario/setting.js';
import { encodeText } from '#util/bytes.js';
import { canonicalJson } from '#util/canonical-json.js';
import { sha256Now } from '#util/digest.js';
import { filesAskedFor } from './files-asked.js';
import type { CheckPlan, LabPlan, TaskPlan } from './job.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const basisSchema = z.array(
  z.strictObject({
    task: z.string(),
    /** Of all that decides what is compiled and what takes place in its runs. */
    execution: sha256,
    /** By name: of what a check looks at and asks for; neither of its points nor of its words. */
    checks: z.record(z.string(), sha256),
  }),
);

export type Basis = z.output<typeof basisSchema>;

export function basisOf(lab: LabPlan): Basis {
  return lab.tasks.map((task) => ({
    task: task.name,
    execution: executionOf(task, lab),
    checks: Object.fromEntries(task.checks.map((check) => [check.name, askedBy(check, task)])),
  }));
}

function executionOf(task: TaskPlan, { compiler, lostMachine = 'fails' }: LabPlan): string {
  const { files, given, programs, counterparts, runs } = task;
  return digest({
    compiler,
    lostMachine,
    files,
    given: digests(given),
    programs,
    counterparts: digests(counterparts),
    // A run that reads a file more takes other instructions.
    runs: runs.map((run) => ({ ...run, files: digests(run.files), asked: filesAskedFor(task, run) })),
  });
}

/** The files of a run are its own affair; those of the judge are compared with. */
function askedBy({ looks }: CheckPlan, { expected }: TaskPlan): string {
  const names = looks.flatMap(({ expect }) => filesComparedWith(expect));
  const compared = Object.entries(expected).filter(([name]) => names.includes(name));
  return digest({ looks, expected: digests(Object.fromEntries(compared)) });
}

function digests(files: Files): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256Now(bytes)]));
}

function digest(value: unknown): string {
  return sha256Now(encodeText(canonicalJson(value)));
}
