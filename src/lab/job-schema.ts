// A grading job and its outcome as they come over a wire. Apart from their types, so that who sends none needs no validator.
import * as z from 'zod';
import { expectationWith } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { imageManifest } from '#image/manifest.js';
import { CAPABILITIES } from '#protocol/container-spec.js';
import { actorWith } from '#scenario/schema.js';
import { ERROR_CODES, type PlainError } from '#util/error.js';
import { xrayDataSchema } from '#xray/schema.js';
import type { CheckPlan, GradeJob, JobOutcome, LabPlan, RunPlan, TaskPlan } from './job.js';
import { labSchema, taskProgram } from './lab-schema.js';
import { explored, runResult, taskResult } from './result.js';

const bytes = z.instanceof<typeof Uint8Array<ArrayBuffer>>(Uint8Array);
const files = z.record(z.string(), bytes);

/** That of an image, as its manifest describes it; a version says nothing to who compiles. */
const compiler = imageManifest.shape.compiler.omit({ version: true });

const runPlan: z.ZodType<RunPlan> = z.strictObject({
  name: z.string(),
  files,
  parties: z.array(actorWith(PLAIN)),
  capabilities: z.array(z.enum(CAPABILITIES)),
  wallLimit: z.number(),
  seeds: z.array(z.int()),
  trace: z.array(z.string()).nullable(),
  sanitize: z.array(z.string()),
  records: z.literal(true).exactOptional(),
});

const checkPlan: z.ZodType<CheckPlan> = z.strictObject({
  name: z.string(),
  title: z.string(),
  points: z.number(),
  hidden: z.boolean(),
  needs: z.array(z.string()),
  rationale: z.string().optional(),
  help: z.string().optional(),
  award: z.enum(['all', 'share']),
  looks: z.array(z.strictObject({ run: z.string().nullable(), expect: expectationWith(PLAIN) })),
});

const taskPlan: z.ZodType<TaskPlan> = z.strictObject({
  name: z.string(),
  title: z.string(),
  files: z.array(z.strictObject({ name: z.string(), optional: z.boolean() })),
  given: files,
  programs: z.record(z.string(), taskProgram),
  counterparts: files,
  runs: z.array(runPlan),
  checks: z.array(checkPlan),
  expected: files,
});

export const labPlan: z.ZodType<LabPlan> = z.strictObject({
  name: z.string(),
  title: z.string(),
  digest: z.string(),
  image: z.string(),
  compiler,
  lostMachine: labSchema.shape.lostMachine.exactOptional(),
  tasks: z.array(taskPlan),
});

const places = z.array(z.strictObject({ task: z.string(), run: z.string().nullable(), seed: z.int() }));

const work = {
  files,
  lost: places.exactOptional(),
  only: z.array(z.string()).exactOptional(),
  xrays: places.exactOptional(),
  found: z.array(z.strictObject({ task: z.string(), check: z.string(), explored: z.array(explored) })).exactOptional(),
};

export const gradeJob: z.ZodType<GradeJob> = z.strictObject({ lab: labPlan, ...work });

/** A job without its lab, for who has that already. */
export const gradeWork: z.ZodType<Omit<GradeJob, 'lab'>> = z.strictObject(work);

const outcome: z.ZodType<JobOutcome> = z.strictObject({
  status: z.enum(['graded', 'rejected']),
  reason: z.string().nullable(),
  tasks: z.array(taskResult),
  xrays: z.array(z.strictObject({ task: z.string(), run: runResult, data: xrayDataSchema })).exactOptional(),
});

const plainError: z.ZodType<PlainError> = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).optional()),
  stack: z.string().exactOptional(),
});

/** What came of a job, or how it failed. */
export const jobEnd = z.union([z.strictObject({ outcome }), z.strictObject({ error: plainError })]);
