// Gradebooks of learning platforms: given back as they came, with points in them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { parseClassList } from '#classroom/roster.js';
import type { ClassResult } from '#lab/result.js';
import { NO_GROUND } from '#reports/ground.js';
import { writeReport, type ReportKind } from '#reports/reports.js';
import { classOf, PLAIN } from '../../support/class-result.js';
import { canvasText, groundFor, moodleText } from '../../support/gradebooks.js';

const CLASS = classOf();
const PEOPLE = [...CLASS.results.map(({ submission }) => submission.student), ...CLASS.absent];

function rowsOf(kind: ReportKind, text: string, given: ClassResult = CLASS): string[][] {
  const { gradebook } = parseClassList(text, 'gradebook.csv');
  const [written = ''] = writeReport(kind, given, { ...NO_GROUND, gradebook }).values();
  return parse(written, { bom: true, relax_column_count: true });
}

function column(rows: readonly string[][], name: string): (string | undefined)[] {
  const at = rows[0]?.indexOf(name) ?? -1;
  return rows.slice(1).map((row) => row[at]);
}

test('Moodle: the worksheet with grades and comments, and every other cell as it was', () => {
  const before: string[][] = parse(moodleText(PEOPLE), { bom: true });
  const after = rowsOf('moodle', moodleText(PEOPLE));
  assert.deepEqual(column(after, 'Grade'), ['2', '10', '', '', '']);
  assert.match(column(after, 'Feedback comments')[0] ?? '', /^2 of 12 points\. Not passed: Count words: Check empty/);
  assert.match(column(after, 'Feedback comments')[2] ?? '', /^Nothing to grade: /);
  assert.doesNotMatch(after.flat().join(), /SECRET/);
  const others = (rows: string[][]): string[][] => rows.map((row) => row.filter((_, at) => at !== 5 && at !== 10));
  assert.deepEqual(others(after), others(before));
});

test('Moodle: no comment has a formula in it, whatever separates cells', () => {
  const [, , rejected] = CLASS.results;
  assert.ok(rejected);
  const odd = { ...rejected, reason: 'it holds no source file, only a;=cmd()' };
  const rows = rowsOf('moodle', moodleText([PLAIN]), {
    ...CLASS,
    results: [{ ...odd, submission: { ...odd.submission, student: PLAIN } }],
  });
  assert.match(column(rows, 'Feedback comments')[0] ?? '', /only a;'=cmd\(\)/);
});

test('Moodle: another maximum than the lab has is another scale', () => {
  assert.deepEqual(column(rowsOf('moodle', moodleText(PEOPLE, '100,00')), 'Grade').slice(0, 2), ['16.67', '83.33']);
});

test('Moodle: with hidden names the numbers are enough', () => {
  const text = 'Identifier,Status,Grade,Maximum Grade,Feedback comments\nParticipant 7,,,12.00,\n';
  const { students, gradebook } = parseClassList(text, 'r.csv');
  assert.deepEqual(students, [{ id: 'Participant 7', name: 'Participant 7', participant: '7' }]);
  assert.equal(gradebook?.rows[0]?.student, 'Participant 7');
});

test('Moodle: feedback files lie where its import looks for them', () => {
  const files = writeReport('moodle-feedback', CLASS, groundFor('moodle-feedback', CLASS));
  const [first = '', ...others] = files.keys();
  assert.match(first, /^moodle-feedback\/[^_/]+_1000_assignsubmission_file\/feedback\.html$/);
  assert.equal(others.length, CLASS.results.length - 1);
});

test('a cell of several lines is given back as one cell', () => {
  const text = moodleText(PEOPLE).replace('Submitted for grading', '"Submitted\nfor\ngrading"');
  const { gradebook } = parseClassList(text, 'gradebook.csv');
  const [written = ''] = writeReport('moodle', { ...CLASS, results: [] }, { ...NO_GROUND, gradebook }).values();
  assert.deepEqual(parseClassList(written, 'gradebook.csv').gradebook, gradebook);
});

test('Canvas: who is known, the points of the assignment, and the row of what can be reached', () => {
  const rows = rowsOf('canvas', canvasText(PEOPLE, CLASS.lab.title));
  const title = `${CLASS.lab.title} (4711)`;
  assert.deepEqual(rows[0], ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', title]);
  assert.deepEqual(column(rows, title), ['Manual Posting', '12', '2', '10', '', '', '', '']);
  assert.equal(rows[2]?.[0], '    Points Possible');
  assert.deepEqual(column(rows, 'ID').slice(2, 4), ['5000', '5001']);
});

test('Canvas: neither what can be reached nor a test is a student', () => {
  const { students } = parseClassList(canvasText([{ id: '1', name: 'Lovelace, Ada' }], 'x'), 'r.csv');
  assert.deepEqual(students, [{ id: '1', name: 'Lovelace, Ada', login: 'login0', participant: '5000' }]);
});

test('who has several submissions has no grade until a person has decided', () => {
  const [first] = CLASS.results;
  assert.ok(first);
  const twice = { ...CLASS, results: [first, { ...first, submission: { ...first.submission, id: 'again' } }] };
  assert.deepEqual(column(rowsOf('moodle', moodleText([{ id: PLAIN.id, name: 'A' }]), twice), 'Grade'), ['']);
});

test('what is missing is one sentence', () => {
  const write = (kind: ReportKind, text?: string): (() => unknown) => {
    const gradebook = text === undefined ? undefined : parseClassList(text, 'gradebook.csv').gradebook;
    return () => writeReport(kind, CLASS, { ...NO_GROUND, gradebook });
  };
  const usage = (message: RegExp): object => ({ code: 'usage', message });
  assert.throws(
    write('moodle'),
    usage(/^--report moodle: needs Moodle's .* Identifier, Grade, Maximum Grade; set Moodle to English, download it/),
  );
  assert.throws(write('canvas', moodleText(PEOPLE)), usage(/^--report canvas: needs Canvas's exported gradebook/));
  assert.throws(write('canvas', 'Student,ID,Section,Final Score\nA,1,S,\n'), usage(/has no column of an assignment/));
  assert.throws(
    write('canvas', canvasText(PEOPLE, 'Else')),
    usage(/no assignment is called .* \(there are Else \(4711\), Other \(4712\)\); call one so in Canvas$/),
  );
  const twice = canvasText(PEOPLE, CLASS.lab.title).replace('Other (4712)', `${CLASS.lab.title} (4712)`);
  assert.throws(write('canvas', twice), usage(/several assignments are called .* keep the column of one$/));
  for (const maximum of ['Satisfactory', '1,000.00', '0', '-1', '1e2'])
    for (const [kind, text] of [
      ['moodle', moodleText(PEOPLE, maximum)],
      ['canvas', canvasText(PEOPLE, CLASS.lab.title, maximum)],
    ] as const)
      assert.throws(
        write(kind, text),
        usage(
          /^gradebook\.csv: line [2-4]: \S+ is no maximum of points; let the platform grade with points, or write it/,
        ),
      );
});
