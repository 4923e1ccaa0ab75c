// Some students out of a class, as a shell names files.
import type { SubmissionResult } from '#lab/result.js';

/**
 * @param pattern `*` stands for any text and `?` for any character; case does not matter
 * @returns whether a submission's id, or its student's id or name, is meant
 */
export function only(pattern: string): (submission: SubmissionResult['submission']) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const meant = new RegExp(`^${source}$`, 'isu');
  return ({ id, student }) => [id, student.id, student.name].some((name) => meant.test(name));
}
