import type { ClassResult } from '#lab/result.js';
import { IpclabError } from '#util/error.js';
import type { Ground } from '../ground.js';
import { asCsv, gradebookOf, resultsByStudent, scaled, type Gradebook } from './gradebook.js';

/** What Canvas knows a student by; what an import need not have is left out, so that it changes nothing else. */
const IDENTITY = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'];

/** Canvas's gradebook with the points of one assignment; who has none keeps the cell as it was. */
export function canvasGradebook({ lab, results }: ClassResult, ground: Ground): string {
  const { header, rows, ...book } = gradebookOf(ground.gradebook, 'canvas');
  const assignment = assignmentIn({ header, rows, ...book }, lab.title);
  const kept = [...IDENTITY.map((name) => header.indexOf(name)).filter((column) => column >= 0), assignment];
  const possible = rows.find(({ cells }) => /^\s*points possible\s*$/i.test(cells[0] ?? ''))?.cells[assignment];
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
    return name === undefined ? [] : [{ name, column }];
  });
  const named = assignments.filter(({ name }) => name.trim().toLowerCase() === title.trim().toLowerCase());
  const [only, other] = named.length > 0 ? named : assignments;
  if (only && !other) return only.column;
  const names = assignments.map(({ name }) => name).join(', ');
  throw new IpclabError(
    'usage',
    assignments.length === 0
      ? `${file}: has no column of an assignment, such as "${title} (4711)"; export the gradebook of Canvas again`
      : `${file}: none or several of its assignments are called "${title}" (there are ${names}); name one of them so`,
  );
}
