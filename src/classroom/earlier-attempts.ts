// Submissions that are no longer among what was given, and may count all the same: the ledger has them, with their sources.
import type { Attempts } from '#lab/hand-in-rules.js';
import type { Described } from './describe.js';
import type { LedgerRecord } from './ledger/ledger.js';
import { plain } from './roster.js';

/**
 * @param rule where the latest counts, none of them does
 * @returns for each student of whom there is a submission, the other works that were graded before, under names of their own
 */
export function earlierAttempts(
  submissions: readonly Described[],
  records: readonly LedgerRecord[],
  rule: Attempts | undefined,
): Described[] {
  if (rule === undefined || rule === 'latest') return [];
  const present = new Map<string, Set<string>>();
  for (const { submission } of submissions) {
    const id = plain(submission.student.id);
    present.set(id, (present.get(id) ?? new Set()).add(submission.digest));
  }
  const taken = new Set(submissions.map(({ submission }) => submission.id.toLowerCase()));
  return records.flatMap(({ result: { submission }, handedIn, claimed }): Described[] => {
    const works = present.get(plain(submission.student.id));
    if (!works || works.has(submission.digest) || submission.files.length === 0) return [];
    works.add(submission.digest);
    const id = unused(submission.id, taken);
    const moment = handedIn && { handedIn: { at: new Date(handedIn.at), from: handedIn.from } };
    return [{ submission: { ...submission, id }, reason: null, ...moment, ...(claimed && { claimed }) }];
  });
}

const MARK = '.before-';

function unused(wanted: string, taken: Set<string>): string {
  const stem = wanted.replace(new RegExp(`${MARK.replace('.', '\\.')}\\d+$`), '');
  for (let count = 1; ; count++) {
    const id = `${stem}${MARK}${count}`;
    if (taken.has(id.toLowerCase())) continue;
    taken.add(id.toLowerCase());
    return id;
  }
}
