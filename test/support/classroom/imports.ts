// Learning platforms' imports, as their documentation describes what they take; each throws for what the platform would refuse.
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';

/** Points by what the platform knows a student by; who has no cell has none. */
export type Imported = ReadonlyMap<string, number>;

/** Moodle's _Upload grading worksheet_: rows by their participant, grades up to the maximum, no column changed. */
export function importMoodle(text: string): Imported {
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
  return new Map(
    rows.flatMap((row): [string, number][] => {
      const participant = /^Participant (\d+)$/.exec(row['Identifier'] ?? '')?.[1];
      assert.ok(participant !== undefined, 'a row of nobody');
      const [grade = '', maximum = ''] = [row['Grade'], row['Maximum Grade']];
      if (grade === '') return [];
      assert.match(grade, /^\d+(?:\.\d{1,5})?$/);
      assert.ok(Number(grade) <= Number(maximum), `${grade} of ${maximum}`);
      return [[participant, Number(grade)]];
    }),
  );
}

/** Canvas's _Import_: who is known by the columns of its export, assignments by the number in their name, the row of points left alone. */
export function importCanvas(text: string, title: string): Imported {
  const [header = [], ...rows]: string[][] = parse(text, { bom: true });
  assert.deepEqual(header.slice(0, 5), ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section']);
  const column = header.findIndex((cell) => /^.+ \(\d+\)$/.test(cell) && cell.startsWith(title));
  assert.ok(column >= 0, 'no assignment');
  assert.ok(rows.some((row) => row[0]?.trim() === 'Points Possible'));
  const students = rows.filter((row) => /^\d+$/.test(row[1] ?? '') && row[0] !== 'Student, Test');
  return new Map(
    students.flatMap((row): [string, number][] => {
      const points = row[column] ?? '';
      return points === '' ? [] : [[row[1] ?? '', Number(points)]];
    }),
  );
}

/** https://gradescope-autograders.readthedocs.io/en/latest/specs/ */
const gradescope = z
  .strictObject({
    score: z.number().optional(),
    execution_time: z.number().optional(),
    output: z.string().optional(),
    output_format: z.enum(['text', 'html', 'simple_format', 'md', 'ansi']).optional(),
    test_output_format: z.enum(['text', 'html', 'simple_format', 'md', 'ansi']).optional(),
    test_name_format: z.enum(['text', 'html', 'simple_format', 'md', 'ansi']).optional(),
    visibility: z.enum(['hidden', 'after_due_date', 'after_published', 'visible']).optional(),
    stdout_visibility: z.enum(['hidden', 'after_due_date', 'after_published', 'visible']).optional(),
    extra_data: z.record(z.string(), z.unknown()).optional(),
    tests: z
      .array(
        z.strictObject({
          score: z.number().optional(),
          max_score: z.number().optional(),
          status: z.enum(['passed', 'failed']).optional(),
          name: z.string().optional(),
          name_format: z.enum(['text', 'html', 'simple_format', 'md', 'ansi']).optional(),
          number: z.string().optional(),
          output: z.string().optional(),
          output_format: z.enum(['text', 'html', 'simple_format', 'md', 'ansi']).optional(),
          tags: z.array(z.string()).optional(),
          visibility: z.enum(['hidden', 'after_due_date', 'after_published', 'visible']).optional(),
          extra_data: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .optional(),
    leaderboard: z.array(z.unknown()).optional(),
  })
  // Where there is no total, Gradescope adds the tests up.
  .refine(({ score, tests = [] }) => score !== undefined || tests.some((test) => test.score !== undefined));

export function importGradescope(text: string): number {
  const { score, tests = [] } = gradescope.parse(JSON.parse(text));
  return score ?? tests.reduce((sum, test) => sum + (test.score ?? 0), 0);
}

/** The gradebook as a table with a line of headers, for platforms that take any. */
export function importTable(text: string): Imported {
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
  return new Map(
    rows.flatMap((row): [string, number][] => (row['points'] === '' ? [] : [[row['id'] ?? '', Number(row['points'])]])),
  );
}
