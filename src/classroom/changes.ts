// Whose points are others than they were, for whoever has changed a lab.
import { points } from '#reports/words.js';
import type { SubmissionResult } from '#lab/result.js';
import { shown } from './intake/entry.js';
import { changeBetween } from './compare.js';
import type { LedgerRecord } from './ledger/ledger.js';

/**
 * @param records what there was before, the newest last
 * @returns a sentence for each submission whose points have changed
 */
export function changedPoints(records: readonly LedgerRecord[], results: readonly SubmissionResult[]): string[] {
  const before = new Map(records.map(({ result }) => [result.submission.id, result]));
  return results.flatMap((now) => {
    const was = before.get(now.submission.id);
    if (!was || (was.points === now.points && was.maxPoints === now.maxPoints)) return [];
    const work = was.submission.digest === now.submission.digest ? (changeBetween(was, now) ?? '') : 'handed in again';
    return [`${shown(now.submission.id)}: ${score(was)} before, ${score(now)} now${work === '' ? '' : `: ${work}`}`];
  });
}

function score({ status, points: reached, maxPoints }: SubmissionResult): string {
  return status === 'graded' ? `${points(reached)} of ${points(maxPoints)}` : status;
}
