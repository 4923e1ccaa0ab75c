import type { ClassResult } from '#lab/result.js';
import { IpclabError } from '#util/error.js';
import { escapeLine } from '#util/escape.js';
import { asCsv } from '../as-csv.js';
import type { Ground } from '../ground.js';
import { gradebookOf, GRADEBOOK_COLUMNS, maximumIn, resultsByStudent, scaled, type Gradebook } from './gradebook.js';

/**
 * Canvas's gradebook with the points of one assignment; who has none keeps the cell as it was. What an import need not have
 * is left out, so that it changes nothing else.
 */
export function canvasGradebook({ lab, results }: ClassResult, ground: Ground): string {
  const { header, rows, ...book } = gradebookOf(ground.gradebook, 'canvas');
  const assignment = assignmentIn({ header, rows, ...book }, lab.title);
  const kept = [
    ...GRADEBOOK_COLUMNS.canvas.map((name) => header.indexOf(name)).filter((column) => column >= 0),
    assignment,
  ];
  const row = rows.find(({ cells }) => cells[0]?.trim().toLowerCase() === 'points possible');
  const possible = row && maximumIn(row.cells[assignment], `${book.file}: line ${row.line}`);
  const byStudent = resultsByStudent(results);
  return asCsv([
    kept.map((column) => header[column] ?? ''),
    ...rows.map(({ cells, student }) => {
      const result = byStudent.get(student ?? '');
      const own = result?.status === 'graded' ? scaled(result, possible) : undefined;
      return kept.map((column) => (column === assignment ? own : undefined) ?? cells[column] ?? '');
    }),
  ]);
}

/** The column that has the lab's title, or the only assignment there is: `A title (4711)`. */
function assignmentIn({ file, header }: Gradebook, title: string): number {
  const assignments = header.flatMap((cell, column) => {
    const name = /^(.*) \(\d+\)$/s.exec(cell)?.[1];
    return name === undefined ? [] : [{ name, cell, column }];
  });
  const named = assignments.filter(({ name }) => name.trim().toLowerCase() === title.trim().toLowerCase());
  const [only, other] = named.length > 0 ? named : assignments;
  if (only && !other) return only.column;
  if (!only)
    throw new IpclabError(
      'usage',
      `${file}: has no column of an assignment, such as "${title} (4711)"; export the gradebook of Canvas again`,
    );
  const cells = (some: typeof assignments): string => some.map(({ cell }) => escapeLine(cell)).join(', ');
  throw new IpclabError(
    'usage',
    named.length === 0
      ? `${file}: no assignment is called "${title}" (there are ${cells(assignments)}); call one so in Canvas`
      : `${file}: several assignments are called "${title}" (${cells(named)}); keep the column of one`,
  );
}
