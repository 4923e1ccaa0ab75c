// Results again, from the sources that were kept with them.
import type { FoundBefore } from '#lab/job.js';
import type { SubmissionResult } from '#lab/result.js';
import { IpclabError } from '#util/error.js';
import { run } from '#work/run.js';
import { changeBetween } from './compare.js';
import type { ClassOptions, ClassPlan } from './grade-class.js';
import { readLedger, type LedgerRecord } from './ledger/ledger.js';
import { runJob } from './run-job.js';

export interface Regraded {
  readonly id: string;
  /** `nothing`: there was nothing to run then. `error`: the infrastructure failed now. */
  readonly verdict: 'identical' | 'different' | 'nothing' | 'error';
  /** The first difference, or why there is no comparison; empty when it is identical. */
  readonly sentence: string;
}

/**
 * The newest result of each submission that was run.
 *
 * @param students ids of submissions or of students; none: all
 * @throws IpclabError `usage` when a name is not there
 */
export async function recordsOf(folder: string, students: readonly string[]): Promise<LedgerRecord[]> {
  const { records, otherVersion } = await readLedger(folder);
  const newest = new Map(records.map((record) => [record.result.submission.id, record]));
  if (newest.size === 0 && otherVersion > 0)
    throw new IpclabError(
      'usage',
      `${folder}: its results were made by another version of ipclab, and cannot be compared; make them again with: ipclab grade`,
    );
  if (newest.size === 0)
    throw new IpclabError('usage', `${folder}: holds no ledger of results; give the folder that ipclab grade wrote`);
  const all = [...newest.values()];
  if (students.length === 0) return all.filter(({ result }) => result.submission.files.length > 0);
  return students.flatMap((name) => {
    const found = all.filter(({ result: { submission } }) => [submission.id, submission.student.id].includes(name));
    if (found.length === 0)
      throw new IpclabError(
        'usage',
        `${folder}: holds no result of ${name}; the first are ${all
          .slice(0, 5)
          .map(({ result }) => result.submission.id)
          .join(', ')}`,
      );
    return found;
  });
}

export interface RegradeOptions extends Pick<ClassOptions, 'host' | 'store' | 'timeout'> {
  /** Submissions at a time. */
  readonly jobs: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with each in the order of the records, as soon as it is known. */
  readonly onRegraded: (regraded: Regraded) => void;
}

/**
 * Grades what the results were made of, and compares.
 *
 * @param planOf what a record was graded by, as far as it is here
 * @throws IpclabError `aborted` by the signal, or what no other machine mends; nothing is under way any more then
 */
export async function regradeAll(
  records: readonly LedgerRecord[],
  planOf: (record: LedgerRecord) => ClassPlan,
  { jobs, signal, onRegraded, ...tools }: RegradeOptions,
): Promise<void> {
  const all = records.map((record) => (ended: AbortSignal) => regrade(record, planOf(record), tools, ended));
  await run(all, { concurrency: jobs, signal, onResult: onRegraded });
}

async function regrade(
  { result: before }: LedgerRecord,
  plan: ClassPlan,
  tools: Pick<ClassOptions, 'host' | 'store' | 'timeout'>,
  signal: AbortSignal,
): Promise<Regraded> {
  const { submission, graded, reason } = before;
  const { id } = submission;
  if (submission.files.length === 0) return { id, verdict: 'nothing', sentence: reason ?? '' };
  const found = isOnTheSame(before, plan) ? foundIn(before) : [];
  const more = found.length > 0 ? { found } : {};
  const outcome = await runJob(plan, await tools.store.load(submission.files), tools, signal, more);
  if ('error' in outcome) return { id, verdict: 'error', sentence: outcome.error };
  const difference = changeBetween(before, plan.assemble(submission, outcome, graded));
  return { id, verdict: difference === undefined ? 'identical' : 'different', sentence: difference ?? '' };
}

/** By another lab or image other schedules are tried. */
function isOnTheSame({ lab, image }: SubmissionResult, plan: ClassPlan): boolean {
  return lab.digest === plan.lab.digest && image.digest === plan.image.digest;
}

/** What failed under some schedule: that one is run first. */
function foundIn({ tasks }: SubmissionResult): FoundBefore[] {
  return tasks.flatMap((task) =>
    task.checks
      .filter(({ explored = [] }) => explored.some(({ failure }) => failure))
      .map(({ name, explored = [] }) => ({ task: task.name, check: name, explored })),
  );
}
