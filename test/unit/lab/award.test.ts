import assert from 'node:assert/strict';
import { test } from 'node:test';
import { award, type Finding } from '#lab/award.js';
import type { CheckPlan } from '#lab/job.js';

function plan(name: string, more: Partial<CheckPlan> = {}): CheckPlan {
  const rest = { rationale: undefined, help: undefined, hidden: false, needs: [], award: 'all' as const, looks: [] };
  return { name, title: name, points: 1, ...rest, ...more };
}

function findings(...held: boolean[]): Finding[] {
  return held.map((holds, index) => ({ where: `run, seed ${index}`, problems: holds ? [] : ['it does not'] }));
}

function results(plans: CheckPlan[], found: Record<string, Finding[]>): [string, number][] {
  return award(plans, new Map(Object.entries(found))).map(({ verdict, points }) => [verdict, points]);
}

test('all or nothing, unless points go by share', () => {
  const plans = [plan('all', { points: 3 }), plan('share', { points: 3, award: 'share' })];
  const some = findings(true, false, true);
  assert.deepEqual(results(plans, { all: some, share: some }), [
    ['failed', 0],
    ['failed', 2],
  ]);
  const every = findings(true, true);
  assert.deepEqual(results(plans, { all: every, share: every }), [
    ['passed', 3],
    ['passed', 3],
  ]);
});

test('a check that nobody looked at has not passed', () => {
  assert.deepEqual(results([plan('a')], {}), [['failed', 0]]);
  assert.deepEqual(results([plan('a', { award: 'share' })], {}), [['failed', 0]]);
});

test('what needs a check that did not pass is skipped, and so is what needs that', () => {
  const plans = [plan('c', { needs: ['b'] }), plan('b', { needs: ['a'], award: 'share' }), plan('a')];
  const good = findings(true);
  assert.deepEqual(results(plans, { a: findings(false), b: good, c: good }), [
    ['skipped', 0],
    ['skipped', 0],
    ['failed', 0],
  ]);
});

test('shares add up to what a person would write', () => {
  const plans = [plan('a', { points: 1, award: 'share' })];
  assert.deepEqual(results(plans, { a: findings(true, false, false) }), [['failed', 0.33]]);
});

test('problems are told once each, and not without end', () => {
  const found = Array.from({ length: 100 }, (_, index) => ({
    where: `run, seed ${index}`,
    problems: ['x'.repeat(9999)],
  }));
  const [check] = award([plan('a')], new Map([['a', found]]));
  assert.ok(check);
  assert.equal(check.problems.length, 9);
  assert.ok(check.problems.every((problem) => problem.length < 700));
  assert.equal(check.problems.at(-1), 'and 92 more');
});
