// The instructor's page: each check in numbers, and whose points have changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_GROUND, type Ground } from '#reports/ground.js';
import { writeReport } from '#reports/reports.js';
import { statistics } from '#reports/statistics.js';
import type { SubmissionResult } from '#lab/result.js';
import { classPlan, outcome, sha256 } from '../../support/classroom/results.js';

function resultOf(id: string, verdict: 'passed' | 'failed'): SubmissionResult {
  const submission = { id, student: { id, name: id }, source: id, digest: sha256(id), files: [], notes: [] };
  return classPlan().assemble(submission, outcome('x', verdict), { at: '', duration: 0 });
}

const results = [resultOf('ada', 'passed'), resultOf('ben', 'failed'), resultOf('cleo', 'failed')];
const CLASS = { lab: classPlan().lab, results, absent: [] };

function page(ground: Partial<Ground> = {}, given: typeof CLASS = CLASS): string {
  return [...writeReport('html', given, { ...NO_GROUND, ...ground }).values()].join('').replace(/\s+/g, ' ');
}

test('of each check: how many passed, their share, and the mean of its points', () => {
  const [check] = statistics(CLASS).checks;
  assert.deepEqual([check?.states.passed, check?.states.failed, check?.maxPoints], [1, 2, 1]);
  assert.match(page(), /<td class="number">33<\/td> <td class="number">0\.33 of 1<\/td>/);
  const attempt = { counts: false, rule: 'latest', of: 2 } as const;
  const superseded = results.map((one, index) => (index === 2 ? { ...one, handedIn: { attempt } } : one));
  assert.equal(
    statistics({ ...CLASS, results: superseded }).checks[0]?.mean,
    0.5,
    'what does not count is not counted',
  );
});

test('each submission has its place, also one that does not count', () => {
  const attempt = { counts: false, rule: 'latest', of: 2 } as const;
  const [first, ...rest] = results;
  assert.ok(first);
  const text = page({}, { ...CLASS, results: [{ ...first, handedIn: { attempt } }, ...rest] });
  for (const [index, id] of ['ada', 'ben', 'cleo'].entries()) {
    assert.match(text, new RegExp(`<a href="#s${index + 1}">${id}</a>`));
    assert.match(text, new RegExp(`<section id="s${index + 1}"> <h3> <span>${id}</span>`));
  }
});

test('what each submission costs stands there, in millions of instructions of all its runs', () => {
  const [first, ...rest] = results;
  const [task] = first?.tasks ?? [];
  const [run] = task?.runs ?? [];
  assert.ok(first && task && run);
  const runs = [3_400_000, 8_200_000].map((instructions) => ({ ...run, instructions }));
  const text = page({}, { ...CLASS, results: [{ ...first, tasks: [{ ...task, runs }] }, ...rest] });
  assert.match(text, /<th scope="col" class="number">Work<\/th>/);
  assert.match(text, />ada<\/a><\/th> (?:<td class="number">[\d.]+<\/td> )+<td class="number">12<\/td> <td><\/td>/);
});

test('whose points changed stands there, and nothing where nothing did', () => {
  assert.match(
    page({ changes: ['ada: 1 of 2 before, 2 of 2 <now>'] }),
    /<h2>Points that changed<\/h2>.*2 of 2 &lt;now&gt;/,
  );
  assert.doesNotMatch(page(), /Points that changed/);
});
