// A submission as results name it.
import { createHash } from 'node:crypto';
import type { SubmissionResult } from '#lab/result.js';
import { namesOf, type SourceStore } from './ledger/store.js';
import type { Submission } from './submission.js';

export interface Described {
  readonly submission: SubmissionResult['submission'];
  /** Why there is nothing to grade; null when there is. */
  readonly reason: string | null;
  readonly handedIn?: Submission['handedIn'];
  readonly late?: Submission['late'];
  readonly claimed?: Submission['claimed'];
}

/** Keeps a submission's files, and lets go of them. */
export async function describe(
  { id, student, source, notes, reason, files, handedIn, late = false, claimed = false }: Submission,
  store: SourceStore,
): Promise<Described> {
  await store.keep(files);
  return { submission: named({ id, student, source, notes, files }), reason, handedIn, late, claimed };
}

/** A submission without its files, by their names and digests. */
export function named({
  id,
  student,
  source,
  notes,
  files,
}: Pick<Submission, 'id' | 'student' | 'source' | 'notes' | 'files'>): Described['submission'] {
  const names = namesOf(files);
  const digest = createHash('sha256')
    .update(JSON.stringify(names.map(({ path, sha256 }) => [path, sha256])))
    .digest('hex');
  return { id, student, source, digest, files: names, notes: [...notes] };
}
