// Submissions that hold the same files, to the byte: one of a pair, or all of a group, have the work of another.
import type { ClassResult, SubmissionResult } from '#lab/result.js';

/**
 * @returns each group of two or more, in the order of the results; who handed in nothing is in none, nor are those who handed
 *   one thing in together
 */
export function equalSubmissions({ results }: Pick<ClassResult, 'results'>): SubmissionResult[][] {
  const byDigest = new Map<string, SubmissionResult[]>();
  for (const result of results) {
    const { digest, files } = result.submission;
    if (files.length === 0) continue;
    const same = byDigest.get(digest);
    if (same) same.push(result);
    else byDigest.set(digest, [result]);
  }
  return [...byDigest.values()].filter((same) => new Set(same.map(({ submission }) => submission.source)).size > 1);
}
