// Gradebooks as learning platforms export them, for a class that was made by hand.
import { stringify } from 'csv-stringify/sync';
import { parseClassList, type Roster } from '#classroom/roster.js';
import type { ClassResult } from '#lab/result.js';
import { NO_GROUND, type Ground } from '#reports/ground.js';
import type { ReportKind } from '#reports/reports.js';

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** As mod_assign writes it: a byte order mark, a line of headers, a row for each participant. */
export function moodleText(people: readonly Person[], maximum = '12.00'): string {
  const header = ['Identifier', 'Full name', 'ID number', 'Email address', 'Status', 'Grade', 'Maximum Grade'];
  const rest = ['Grade can be changed', 'Last modified (submission)', 'Last modified (grade)', 'Feedback comments'];
  const rows = people.map(({ id, name }, index) => [
    ...[`Participant ${1000 + index}`, name, id, 'a@example.org', 'Submitted for grading', '', maximum],
    ...['Yes', 'Thursday, 26 November 2026, 9:00 AM', '-', ''],
  ]);
  return stringify([[...header, ...rest], ...rows], { bom: true });
}

/** As the gradebook's export writes it: what is posted, what can be reached, the students, and one that is a test. */
export function canvasText(people: readonly Person[], title: string, possible = '12'): string {
  const header = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', `${title} (4711)`, 'Other (4712)'];
  return stringify(
    [
      [...header, 'Final Score'],
      ['', '', '', '', '', 'Manual Posting', '', ''],
      ['    Points Possible', '', '', '', '', possible, '10', '(read only)'],
      ...people.map(({ id, name }, index) => [name, `${5000 + index}`, id, `login${index}`, 'OS', '', '7', '1']),
      ['Student, Test', '9999', '', 'ab12', 'OS', '', '', ''],
    ],
    { bom: true },
  );
}

/** What a report of a platform needs. */
export function groundFor(kind: ReportKind, { lab, results, absent }: ClassResult): Ground {
  const all = [...results.map(({ submission }) => submission.student), ...absent];
  // No platform writes a zero into a text.
  const written = all.map(({ id, name }) => ({ id: id.replaceAll('\0', ''), name: name.replaceAll('\0', '') }));
  const people = [...new Map(written.map((one) => [one.id.trim().toLowerCase(), one])).values()];
  const read = (text: string): Roster['gradebook'] => parseClassList(text, 'gradebook.csv').gradebook;
  if (kind === 'canvas') return { ...NO_GROUND, gradebook: read(canvasText(people, lab.title)) };
  return kind.startsWith('moodle') ? { ...NO_GROUND, gradebook: read(moodleText(people)) } : NO_GROUND;
}
