import type { ClassResult, SubmissionResult, TaskResult } from '#lab/result.js';
import { defused } from '#util/csv-cell.js';
import { escapeLine } from '#util/escape.js';
import { asCsv } from './as-csv.js';
import { byHandWords, checksOf, countsFor, handInWords, noPoints } from './words.js';

/**
 * One row for each submission and each absent student, for a spreadsheet or a learning platform. Where there are no points the cell is
 * empty, not 0; so it is where another submission of the student counts.
 */
export function gradebook({ results, absent }: ClassResult): string {
  const tasks = tasksOf(results);
  const rows = [
    ['id', 'name', 'email', 'submission', 'status', 'points', 'max points', ...tasks.map(({ name }) => name), 'remark'],
    ...results.map((result) => [
      ...person(result.submission.student),
      result.submission.id,
      result.status,
      hasPoints(result) ? result.points : '',
      result.maxPoints,
      ...tasks.map(({ name }) => (hasPoints(result) ? (pointsIn(result, name) ?? '') : '')),
      [...(result.status === 'graded' ? [] : [noPoints(result)]), ...handInWords(result), ...decisions(result)].join(
        ' ',
      ),
    ]),
    ...absent.map((student) => [...person(student), '', 'absent', '', '', ...tasks.map(() => ''), 'No submission']),
  ];
  return asCsv(rows.map((row) => row.map((cell) => (typeof cell === 'string' ? defused(escapeLine(cell)) : cell))));
}

function hasPoints(result: SubmissionResult): boolean {
  return result.status === 'graded' && countsFor(result);
}

function decisions(result: SubmissionResult): string[] {
  const checks = checksOf(result).flatMap(({ task, check }) =>
    byHandWords(check).map((words) => `${task.name}/${check.name}: ${words}`),
  );
  return [...byHandWords(result), ...checks];
}

function person({ id, name, email = '' }: { id: string; name: string; email?: string | undefined }): string[] {
  return [id, name, email];
}

function tasksOf(results: readonly SubmissionResult[]): readonly TaskResult[] {
  const byName = new Map(results.flatMap(({ tasks }) => tasks).map((task) => [task.name, task]));
  return [...byName.values()];
}

function pointsIn({ tasks }: SubmissionResult, name: string): number | undefined {
  return tasks.find((task) => task.name === name)?.points;
}
