// A job as text and its outcome as text, for whoever reaches a grader by text only: a page, another machine.
import type * as z from 'zod';
import { fromPlainError, toPlainError } from '#util/error.js';
import { checkAs } from '#util/parse-as.js';
import { fromPlainText, toPlainText } from '#util/plain-text.js';
import type { GradeJob, JobOutcome, LabPlan } from './job.js';
import { gradeJob, gradeWork, jobEnd, labPlan } from './job-schema.js';

/** Both ends are ours: what does not fit is a fault of one of them. */
const ORIGIN = {
  cure: 'both ends must be of one version: build the page again with: make web, or start the worker again',
  code: 'internal',
} as const;

export function encodeJob(job: GradeJob): string {
  return toPlainText(job);
}

/**
 * @param text of {@link encodeJob}
 * @throws IpclabError `internal` when it is none
 */
export function decodeJob(text: string): GradeJob {
  return checkAs(gradeJob, fromPlainText(text), { where: 'a grading job', ...ORIGIN });
}

/** A job's two parts, for who sends many jobs of one lab. */
export function encodePlan(lab: LabPlan): string {
  return toPlainText(lab);
}

export function encodeWork(work: Omit<GradeJob, 'lab'>): string {
  return toPlainText(work);
}

/**
 * @param text of {@link encodePlan}
 * @throws IpclabError `internal` when it is none
 */
export function decodePlan(text: string): LabPlan {
  return checkAs(labPlan, fromPlainText(text), { where: 'a lab to judge with', ...ORIGIN });
}

/**
 * @param text of {@link encodeWork}
 * @throws IpclabError `internal` when it is none
 */
export function decodeWork(text: string): Omit<GradeJob, 'lab'> {
  return checkAs(gradeWork, fromPlainText(text), { where: 'a grading job', ...ORIGIN });
}

/** What came of a job, or the error that it ended with, as text. */
export async function encodeOutcome(work: Promise<JobOutcome>): Promise<string> {
  return toPlainText(
    await work.then(
      (outcome): z.input<typeof jobEnd> => ({ outcome }),
      (error: unknown): z.input<typeof jobEnd> => ({ error: toPlainError(error) }),
    ),
  );
}

/**
 * @param text of {@link encodeOutcome}
 * @throws IpclabError when that is what it says; `internal` when it says nothing
 */
export function decodeOutcome(text: string): JobOutcome {
  const end = checkAs(jobEnd, fromPlainText(text), { where: 'the outcome of a grading job', ...ORIGIN });
  if ('error' in end) throw fromPlainError(end.error);
  return end.outcome;
}

/**
 * Whether a job came to a result, told without reading it all: a machine that was lost gives none.
 *
 * @param text of {@link encodeOutcome}
 */
export function isResult(text: string): boolean {
  return text.startsWith('{"outcome":');
}
