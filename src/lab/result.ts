// What grading one submission gives: the one model behind the ledger, every report, and grading again.
import * as z from 'zod';
import { sanitizerSchema } from '#facts/sanitizer/schema.js';
import { endSchema, factsSchema } from '#facts/schema.js';
import { ATTEMPTS } from './hand-in-rules.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal');

const student = z.strictObject({
  /** What the course knows the student by: a matriculation number, a login; else the name of the submission. */
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
});

const submission = z.strictObject({
  /** Unique in its class. */
  id: z.string(),
  student,
  /** The path that was given, as a person would recognise it. */
  source: z.string(),
  /** Of its files, by path and content; the same for the same work, whatever archive it came in. */
  digest: sha256,
  files: z.array(z.strictObject({ path: z.string(), size: z.int().min(0), sha256 })),
  /** What was odd about it, a sentence each: files left out, names changed. */
  notes: z.array(z.string()),
});

/** How a program ended; null: it was not started. */
const end = endSchema.nullable();

/** The beginning of a stream, and how much there was. */
const stream = z.strictObject({
  size: z.int().min(0),
  sha256,
  /** As text, bounded; what is not UTF-8 is U+FFFD. */
  head: z.string(),
});

const compile = z.strictObject({ program: z.string(), end, messages: stream });

/** System calls of a program that was traced. */
const calls = z.strictObject({
  /** How many of each, by the kernel's name. */
  counts: z.record(z.string(), z.int()),
  /** Why they are not all of them; null: they are. */
  gap: z.string().nullable(),
});

const party = z.strictObject({
  name: z.string(),
  /** A counterpart that only hidden checks look at: no report for a student shows what it printed. */
  hidden: z.boolean().optional(),
  end,
  stdout: stream,
  stderr: stream,
  /** What was there just before processes of its were killed, bounded; left out: nobody had to be. */
  evidence: factsSchema.optional(),
  /** Left out: it was not traced. */
  calls: calls.optional(),
});

export const runResult = z.strictObject({
  name: z.string(),
  seed: z.int(),
  /** Only hidden checks look at it: no report for a student shows what it was given or printed. */
  hidden: z.boolean().optional(),
  parties: z.array(party),
  /** What was left when the last party had ended, bounded; left out: nothing, or nobody could look. */
  evidence: factsSchema.optional(),
  /** What the sanitizers found; left out: the programs had none. */
  sanitizer: sanitizerSchema.optional(),
  /** What the machine had done when the run was over, counted from its start. */
  instructions: z.number(),
});

/**
 * `passed` and `failed` are about the student's work; a check is `skipped` when one that it needs did not pass; an `error`
 * is the infrastructure's, gives no points and is nobody's fault.
 */
export const VERDICTS = ['passed', 'failed', 'skipped', 'error'] as const;

/** A text that should have been another, for a report to show side by side; both bounded as the head of a stream is. */
const difference = z.strictObject({
  /** The run, the party and which text of it, as a person would say it. */
  where: z.string(),
  wanted: z.string(),
  seen: z.string(),
});

/** What a person decided, in place of the points or beside them; only in reports, never in the ledger. */
const byHand = z.strictObject({
  by: z.string(),
  at: z.string(),
  comment: z.string().optional(),
  /** The points until then; left out: they stayed. */
  before: z.number().optional(),
});

/** When it was handed in, and what follows of it; only in reports, never in the ledger. */
const handedIn = z.strictObject({
  /** ISO 8601; left out: nothing says when. */
  at: z.string().optional(),
  /** Who says so: the learning platform, the time of the file, or the first grading, by which it was there. */
  from: z.enum(['platform', 'file', 'grading']).optional(),
  /** Days that have begun since the deadline, and the points before they were counted; left out: it came in time. */
  late: z.strictObject({ days: z.int().min(1), before: z.number() }).optional(),
  /** Of several submissions of one student: by which rule one of them counts, and whether it is this one. */
  attempt: z.strictObject({ counts: z.boolean(), rule: z.enum(ATTEMPTS), of: z.int() }).optional(),
});

const preemption = z.strictObject({
  at: z.int().min(0),
  /** In its place, at the next call from there on. */
  fault: z.string().optional(),
  /** With `short`: how many bytes it may move. */
  bytes: z.int().min(0).optional(),
});

export const explored = z.strictObject({
  run: z.string(),
  /** How many schedules were tried. */
  schedules: z.int().min(0),
  /** There are no more with so many preemptions. */
  isComplete: z.boolean(),
  /** Left out: what was asked held under all of them. */
  failure: z
    .strictObject({
      /** Which of them it was, counted from 1. */
      number: z.int().min(1),
      /** Where the processor is taken, in instructions since the run began. */
      schedule: z.strictObject({ from: z.int().min(0), preemptions: z.array(preemption) }),
      /** A sentence for each preemption, bounded. */
      story: z.array(z.string()),
    })
    .optional(),
});

const check = z.strictObject({
  name: z.string(),
  title: z.string(),
  verdict: z.enum(VERDICTS),
  points: z.number(),
  maxPoints: z.number(),
  /** Students learn its verdict and its help, but not what it compares. */
  hidden: z.boolean(),
  /** How many of its runs (cases and seeds) it held for. */
  held: z.int(),
  of: z.int(),
  /** What did not hold, a sentence each, bounded in number and length. */
  problems: z.array(z.string()),
  /** Of problems where one exact text was wanted: the two texts, for the first few. */
  differences: z.array(difference).optional(),
  /** Of runs in which it failed, the first few, each with its first seed. */
  failedIn: z.array(z.strictObject({ run: z.string(), seed: z.int() })).optional(),
  /** What came of its runs under the schedules that were tried; left out: it asks for none. */
  explored: z.array(explored).optional(),
  /** It failed since these programs do not compile: nobody could look at what it is about. Left out: all compile. */
  uncompiled: z.array(z.string()).optional(),
  /** Why the check is there, and what to look at when it fails. */
  rationale: z.string().optional(),
  help: z.string().optional(),
  byHand: byHand.optional(),
});

export const taskResult = z.strictObject({
  name: z.string(),
  title: z.string(),
  points: z.number(),
  maxPoints: z.number(),
  compiles: z.array(compile),
  runs: z.array(runResult),
  /** Where two machines broke down in the same way, null while it was compiled; left out: nowhere. */
  lost: z.array(z.strictObject({ run: z.string().nullable(), seed: z.int() })).optional(),
  checks: z.array(check),
});

const lab = z.strictObject({ name: z.string(), title: z.string(), digest: sha256 });

/** Of results. Before 2 a run had sentences in place of facts. */
export const RESULT_FORMAT = 2 as const;

export const submissionResult = z.strictObject({
  format: z.literal(RESULT_FORMAT),
  submission,
  lab,
  image: z.strictObject({ name: z.string(), inputs: sha256, digest: sha256, compiler: z.string(), v86: z.string() }),
  /**
   * `graded`: every check has a verdict of the student's work; `rejected`: there was nothing to grade, and `reason` says
   * why; `error`: the infrastructure failed, and it has to be graded again.
   */
  status: z.enum(['graded', 'rejected', 'error']),
  reason: z.string().nullable(),
  points: z.number(),
  maxPoints: z.number(),
  tasks: z.array(taskResult),
  byHand: byHand.optional(),
  handedIn: handedIn.optional(),
  /** Of everything above: the same on every host, every time. */
  digest: sha256,
  /** When, ISO 8601, and how long it took, ms of the host's clock; in no digest. */
  graded: z.strictObject({ at: z.string(), duration: z.number() }),
});

export type SubmissionResult = z.output<typeof submissionResult>;
export type Student = z.output<typeof student>;
export type TaskResult = SubmissionResult['tasks'][number];
export type CheckResult = TaskResult['checks'][number];
export type RunResult = TaskResult['runs'][number];
export type Difference = z.output<typeof difference>;
export type Verdict = CheckResult['verdict'];

/** A class as the JSON report holds it. */
export const classResult = z.strictObject({
  lab,
  results: z.array(submissionResult),
  /** Students of the roster without a submission. */
  absent: z.array(student),
});

/** A class that was graded: what every report is made of. */
export interface ClassResult {
  readonly lab: SubmissionResult['lab'];
  readonly results: readonly SubmissionResult[];
  readonly absent: readonly Student[];
}
