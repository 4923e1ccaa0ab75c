// One submission that comes and goes by a network: nothing of it is kept.
import type { SubmissionResult } from '#lab/result.js';
import type { Bytes } from '#util/bytes.js';
import { named } from './describe.js';
import type { ClassOptions, ClassPlan } from './grade-class.js';
import { filesExpectedBy, notesOfUnasked } from './intake/expected.js';
import { takeFiles } from './intake/intake.js';
import { runJob } from './run-job.js';

export interface LoneSubmission {
  /** Path and content of each; nothing about a path is trusted yet. */
  readonly files: readonly (readonly [path: string, content: Bytes])[];
  readonly student: SubmissionResult['submission']['student'];
  /** Where it came from, as a person would recognise it. */
  readonly source: string;
}

/**
 * Grades as a class is graded: the same files are taken, and the same work has the same result.
 *
 * @throws IpclabError `aborted` by the signal, or what no other machine mends
 */
export async function gradeOne(
  plan: ClassPlan,
  { files, student, source }: LoneSubmission,
  host: ClassOptions['host'],
  signal: AbortSignal,
): Promise<SubmissionResult> {
  const begin = performance.now();
  const { reason, notes: told, files: taken } = await takeFiles(source, files, filesExpectedBy(plan.lab));
  const notes = [...told, ...notesOfUnasked(plan.lab, Object.keys(taken))];
  const submission = named({ id: student.id, student, source, notes, files: taken });
  const outcome =
    reason === null ? await runJob(plan, taken, { host }, signal) : { status: 'rejected' as const, reason, tasks: [] };
  const duration = Math.round(performance.now() - begin);
  return plan.assemble(submission, outcome, { at: new Date().toISOString(), duration });
}
