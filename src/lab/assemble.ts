// The whole result of one submission, with its digest.
import { encodeText } from '#util/bytes.js';
import { sha256Now } from '#util/digest.js';
import { omit } from '#util/omit.js';
import { canonicalJson } from '#util/canonical-json.js';
import { inError, toHundredths } from './award.js';
import type { JobOutcome, LabPlan } from './job.js';
import { RESULT_FORMAT, type SubmissionResult, type TaskResult } from './result.js';

export interface Assembly {
  readonly submission: SubmissionResult['submission'];
  readonly lab: LabPlan;
  readonly image: SubmissionResult['image'];
  /** What judging gave, or why the infrastructure gave nothing, in a sentence. */
  readonly outcome: JobOutcome | { readonly error: string };
  readonly graded: SubmissionResult['graded'];
}

export function assemble({ submission, lab, image, outcome, graded }: Assembly): SubmissionResult {
  const failed = 'error' in outcome;
  const tasks = failed ? lab.tasks.map((task) => emptyTask(task, inError(task.checks, outcome.error))) : outcome.tasks;
  const content = {
    format: RESULT_FORMAT,
    submission,
    lab: { name: lab.name, title: lab.title, digest: lab.digest },
    image,
    status: failed ? ('error' as const) : outcome.status,
    reason: failed ? outcome.error : outcome.reason,
    points: toHundredths(tasks.reduce((sum, { points }) => sum + points, 0)),
    maxPoints: maxPointsOf(lab),
    tasks: [...tasks],
  };
  return { ...content, digest: digestOf(content), graded };
}

/** Points that the lab has to give. */
export function maxPointsOf({ tasks }: Pick<LabPlan, 'tasks'>): number {
  return toHundredths(tasks.flatMap(({ checks }) => checks).reduce((sum, { points }) => sum + points, 0));
}

/** SHA-256 of everything but the digest itself and when it was graded. */
export function digestOf(result: Omit<SubmissionResult, 'digest' | 'graded'> & Partial<SubmissionResult>): string {
  return sha256Now(encodeText(canonicalJson(omit(result, 'digest', 'graded'))));
}

function emptyTask({ name, title, checks: plans }: LabPlan['tasks'][number], checks: TaskResult['checks']): TaskResult {
  const maxPoints = toHundredths(plans.reduce((sum, { points }) => sum + points, 0));
  return { name, title, points: 0, maxPoints, compiles: [], runs: [], checks };
}
