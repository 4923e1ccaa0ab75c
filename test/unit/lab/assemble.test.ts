import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assemble, digestOf, type Assembly } from '#lab/assemble.js';
import type { LabPlan } from '#lab/job.js';
import { submissionResult } from '#lab/result.js';
import { COMPILER } from '../../support/compiler.js';

const SHA = 'a'.repeat(64);
const check = {
  name: 'check',
  title: 'C',
  points: 2,
  hidden: false,
  needs: [],
  rationale: undefined,
  help: 'H',
  award: 'all' as const,
  looks: [],
};
const task = { name: 't', title: 'T', files: [], given: {}, programs: {}, counterparts: {}, runs: [], expected: {} };
const lab: LabPlan = {
  name: 'lab',
  title: 'L',
  digest: SHA,
  image: SHA,
  compiler: COMPILER,
  tasks: [{ ...task, checks: [check] }],
};
const GIVEN: Assembly = {
  lab,
  submission: { id: 's', student: { id: 's', name: 'S' }, source: 's.c', digest: SHA, files: [], notes: [] },
  image: { name: 'tcc', inputs: SHA, digest: SHA, compiler: 'tcc', v86: '0' },
  outcome: { error: 'the machine was lost' },
  graded: { at: '2026-01-01T00:00:00Z', duration: 1 },
};

test('when the infrastructure fails, every check is in error and gives nothing', () => {
  const result = submissionResult.parse(assemble(GIVEN));
  assert.deepEqual([result.status, result.points, result.maxPoints], ['error', 0, 2]);
  assert.deepEqual(
    result.tasks[0]?.checks.map(({ verdict, points, problems }) => [verdict, points, problems]),
    [['error', 0, ['the machine was lost']]],
  );
});

test('a rejected submission has no tasks, and the lab still has its points', () => {
  const outcome = { status: 'rejected' as const, reason: 'there is nothing', tasks: [] };
  const result = submissionResult.parse(assemble({ ...GIVEN, outcome }));
  assert.deepEqual(
    [result.status, result.reason, result.points, result.maxPoints],
    ['rejected', 'there is nothing', 0, 2],
  );
});

test('the digest is of the content: neither the time, nor how long it took, nor the order of keys matters', () => {
  const result = assemble(GIVEN);
  const later = assemble({ ...GIVEN, graded: { at: '2027-01-01T00:00:00Z', duration: 99 } });
  assert.equal(later.digest, result.digest);
  const turned: object = Object.fromEntries(Object.entries(result).reverse());
  assert.equal(digestOf(turned as typeof result), result.digest);
  assert.notEqual(assemble({ ...GIVEN, outcome: { error: 'another reason' } }).digest, result.digest);
});

test('the digest survives a file', () => {
  const result = assemble(GIVEN);
  assert.equal(digestOf(submissionResult.parse(JSON.parse(JSON.stringify(result)))), result.digest);
});
