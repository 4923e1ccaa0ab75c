// Points and comments of a person: read with care, seen in reports, and never lost to a grading.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseOverrides, readOverrides, unknownIn, withOverrides } from '#classroom/overrides.js';
import type { SubmissionResult } from '#lab/result.js';
import { writeReport } from '#reports/reports.js';
import { classPlan, outcome } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';

const CHECK = {
  ...{ name: 'counts', title: 'It counts', points: 1, hidden: false, needs: [], award: 'all' as const, looks: [] },
  rationale: undefined,
  help: undefined,
};
const LAB = { tasks: [taskPlan([runPlan([{ command: ['count'] }])], { checks: [CHECK] })] };
const HEADER = 'submission,check,points,comment,by,at\n';

function resultOf(id: string, verdict: 'passed' | 'failed' = 'failed'): SubmissionResult {
  const submission = { id, student: { id, name: id }, source: id, digest: id, files: [], notes: [] };
  return classPlan().assemble(submission, outcome('x', verdict), { at: '', duration: 0 });
}

function decide(text: string, result = resultOf('ada')): SubmissionResult {
  const [decided] = withOverrides([result], parseOverrides(HEADER + text, 'overrides.csv', LAB));
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
  ['a date that is none', `${HEADER}ada,,1,,x,soon\n`, /line 2: soon is no date; write it like 2026-11-26$/],
  ['a check that is not there', `${HEADER}ada,count,1,,x,2026-11-26\n`, /no check count; name one like count\/counts$/],
  ['points that are none', `${HEADER}ada,,-1,,x,2026-11-26\n`, /line 2: -1 is no number of points; give 0 or more/],
  ['points that only a program reads', `${HEADER}ada,,0x10,,x,2026-11-26\n`, /line 2: 0x10 is no number of points/],
  [
    'a column twice',
    `submission,check,points,comment,by,at,Points\nada,,1,,x,2026-11-26,2\n`,
    /^overrides\.csv: has several columns "points"; keep the one that counts$/,
  ],
  ['nothing decided', `${HEADER}ada,,,,x,2026-11-26\n`, /line 2: has neither points nor a comment; give one$/],
] as const) {
  test(`${what} is one sentence`, () => {
    assert.throws(() => parseOverrides(text, 'overrides.csv', LAB), { code: 'usage', message });
  });
}

test('a folder without decisions has none; one about nobody is told; the file is only read', async () => {
  using folder = new Folder();
  assert.deepEqual(await readOverrides(folder.path, LAB), []);
  const text = `${HEADER}zoe,,1,,x,2026-11-26\n`;
  folder.write({ 'overrides.csv': text });
  const overrides = await readOverrides(folder.path, LAB);
  const results = [resultOf('ada')];
  assert.deepEqual(unknownIn(overrides, results), ['overrides.csv: line 2: there is no submission zoe']);
  assert.deepEqual(withOverrides(results, overrides), results);
  assert.equal(readFileSync(join(folder.path, 'overrides.csv'), 'utf8'), text);
});
