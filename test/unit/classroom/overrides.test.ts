// Points and comments of a person: read with care, seen in reports, and never lost to a grading.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseOverrides, readOverrides, withoutEffect, withOverrides } from '#classroom/overrides.js';
import type { SubmissionResult } from '#lab/result.js';
import { writeReport } from '#reports/reports.js';
import { CHECK, classPlan, ONE_POINT, outcome } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';
import { taskPlan } from '../../support/task-plan.js';

const WHOLE = { tasks: [...ONE_POINT.tasks, taskPlan([], { name: 'more', checks: [{ ...CHECK, points: 4 }] })] };
const HEADER = 'submission,check,points,comment,by,at\n';

function resultOf(id: string, verdict: 'passed' | 'failed' = 'failed'): SubmissionResult {
  const submission = { id, student: { id, name: id }, source: id, digest: id, files: [], notes: [] };
  return classPlan().assemble(submission, outcome('x', verdict), { at: '', duration: 0 });
}

function decide(text: string, result = resultOf('ada')): SubmissionResult {
  const [decided] = withOverrides([result], parseOverrides(HEADER + text, 'overrides.csv', WHOLE));
  assert.ok(decided);
  return decided;
}

test('points of a check are a person’s, and the sums follow', () => {
  const { points, tasks } = decide('ada,count/counts,"0,5",half of it is right,J. Doe,2026-11-26\n');
  assert.equal(points, 0.5);
  assert.equal(tasks[0]?.points, 0.5);
  const decided = { by: 'J. Doe', at: '2026-11-26', comment: 'half of it is right', before: 0 };
  assert.deepEqual(tasks[0].checks[0]?.byHand, decided);
});

test('a comment leaves the points; the whole may be decided, also of what could not be graded; the last counts', () => {
  const commented = decide('ada,,,well done,J. Doe,2026-11-26\n', resultOf('ada', 'passed'));
  assert.deepEqual([commented.points, commented.byHand?.comment], [1, 'well done']);
  const plan = classPlan();
  const { submission } = resultOf('ada');
  const failed = plan.assemble(submission, { error: 'the worker ended' }, { at: '', duration: 0 });
  const graded = decide('ada,,2,,J. Doe,2026-11-26\nada,,3,,J. Doe,2026-11-27\n', failed);
  assert.deepEqual([graded.status, graded.reason, graded.points, graded.byHand?.at], ['graded', null, 3, '2026-11-27']);
});

test('who decided what, and when, is in the gradebook and on both pages', () => {
  const results = [decide('ada,count/counts,1,works on my desk,J. Doe,2026-11-26\nada,,,late,J. Doe,2026-11-26\n')];
  const given = { lab: results[0]?.lab ?? resultOf('ada').lab, results, absent: [] };
  for (const kind of ['csv', 'html', 'students'] as const) {
    const text = [...writeReport(kind, given).values()].join('');
    assert.match(text, /Points set by hand from 0 to 1 by J\. Doe, 2026-11-26: works on my desk/, kind);
    assert.match(text, /Comment by J\. Doe, 2026-11-26: late/, kind);
  }
});

for (const [what, text, message] of [
  [
    'a column that is missing',
    'submission,check,points\n',
    /line 1: lacks comment, by, at; begin with submission,check/,
  ],
  [
    'nobody who decided',
    `${HEADER}ada,,1,,,2026-11-26\n`,
    /line 2: has no by; say whose it is, who decided, and when$/,
  ],
  [
    'a date that is none',
    `${HEADER}ada,,1,,x,soon\n`,
    /line 2: soon is no date; write it like 2026-11-26, in a spread/,
  ],
  ['a date of no calendar', `${HEADER}ada,,1,,x,2026-02-31\n`, /line 2: 2026-02-31 is no date; write it like/],
  ['a number that a spreadsheet has for a date', `${HEADER}ada,,1,,x,46352\n`, /line 2: 46352 is no date; write/],
  [
    'a check that is not there',
    `${HEADER}ada,count,1,,x,2026-11-26\n`,
    /no check count; name one like count\/counts, or none/,
  ],
  [
    'points that are none',
    `${HEADER}ada,,-1,,x,2026-11-26\n`,
    /line 2: -1 is no number of points here; give 0 to 1, or/,
  ],
  ['points that only a program reads', `${HEADER}ada,,0x10,,x,2026-11-26\n`, /line 2: 0x10 is no number of points/],
  ['an exponent', `${HEADER}ada,,1e0,,x,2026-11-26\n`, /line 2: 1e0 is no number of points/],
  ['two marks in a number', `${HEADER}ada,,"1.000,5",,x,2026-11-26\n`, /line 2: 1\.000,5 is no number of points/],
  [
    'more points than the check has',
    `${HEADER}ada,count/counts,2,,x,2026-11-26\n`,
    /line 2: 2 is no number of points here; give 0 to 1, or leave it empty$/,
  ],
  [
    'more points than the lab has',
    `${HEADER}ada,,1000,,x,2026-11-26\n`,
    /line 2: 1000 is no number .* give 0 to 1, or/,
  ],
  [
    'a column twice',
    `submission,check,points,comment,by,at,Points\nada,,1,,x,2026-11-26,2\n`,
    /^overrides\.csv: line 1: has several columns "points"; keep the one that counts$/,
  ],
  ['nothing decided', `${HEADER}ada,,,,x,2026-11-26\n`, /line 2: has neither points nor a comment; give one$/],
] as const) {
  test(`${what} is one sentence`, () => {
    assert.throws(() => parseOverrides(text, 'overrides.csv', ONE_POINT), { code: 'usage', message });
  });
}

test('a folder without decisions has none; one about nobody is told; the file is only read', async () => {
  using folder = new Folder();
  assert.deepEqual(await readOverrides(folder.path, ONE_POINT), []);
  const text = `${HEADER}zoe,,1,,x,2026-11-26\n`;
  folder.write({ 'overrides.csv': text });
  const overrides = await readOverrides(folder.path, ONE_POINT);
  const results = [resultOf('ada')];
  assert.deepEqual(withoutEffect(overrides, results), ['overrides.csv: line 2: there is no submission zoe']);
  assert.deepEqual(withOverrides(results, overrides), results);
  assert.equal(readFileSync(join(folder.path, 'overrides.csv'), 'utf8'), text);
});

test('what is decided again further down is told with both lines, and of many lines a few', () => {
  const rows = ['ada,,1,,x,2026-11-26', 'ada,count/counts,1,,x,2026-11-26', 'ada,,0,,y,2026-11-26'];
  const told = (lines: readonly string[]): string[] =>
    withoutEffect(parseOverrides(HEADER + lines.join('\n'), 'overrides.csv', ONE_POINT), [resultOf('ada')]);
  assert.deepEqual(told(rows), ['overrides.csv: line 2: line 4 decides the same for ada, and counts']);
  const many = told(Array.from({ length: 100_000 }, (_, index) => `s${index},,1,,x,2026-11-26`));
  assert.deepEqual([many.length, many.at(-1)], [11, 'overrides.csv: 99990 more lines change nothing']);
});

test('what stands in the way of the file is named with a cure', async () => {
  using folder = new Folder();
  folder.write({ 'overrides.csv/x': '' });
  const message = /overrides\.csv: is a folder; put a CSV file there, or remove what is there$/;
  await assert.rejects(readOverrides(folder.path, ONE_POINT), { code: 'usage', message });
});
