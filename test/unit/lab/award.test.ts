import assert from 'node:assert/strict';
import { test } from 'node:test';
import { award } from '#lab/award.js';
import type { CheckPlan } from '#lab/job.js';
import type { Finding } from '#lab/summary.js';

function plan(name: string, more: Partial<CheckPlan> = {}): CheckPlan {
  const rest = { rationale: undefined, help: undefined, hidden: false, needs: [], award: 'all' as const, looks: [] };
  return { name, title: name, points: 1, ...rest, ...more };
}

function findings(...held: boolean[]): Finding[] {
  return held.map((holds, seed) => ({
    at: { run: 'run', seed, seeds: held.length },
    problems: holds ? [] : ['it does not'],
  }));
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

test('programs that do not compile are told of a check that failed for them, and of no other', () => {
  const plans = [plan('a'), plan('b'), plan('c', { needs: ['b'] })];
  const none = [{ at: null, problems: ['p does not compile'], uncompiled: ['p'] }];
  const [passed, failed, skipped] = award(
    plans,
    new Map([
      ['a', findings(true)],
      ['b', none],
      ['c', none],
    ]),
  );
  assert.deepEqual([passed?.uncompiled, failed?.uncompiled, skipped?.uncompiled], [undefined, ['p'], undefined]);
});

test('shares add up to what a person would write', () => {
  const plans = [plan('a', { points: 1, award: 'share' })];
  assert.deepEqual(results(plans, { a: findings(true, false, false) }), [['failed', 0.33]]);
});

test('what is skipped says which checks have to pass first, by their titles, and no hidden one', () => {
  const plans = [
    plan('c', { needs: ['a', 'b'] }),
    plan('a', { title: 'It counts' }),
    plan('b', { title: 'SECRET', hidden: true }),
  ];
  const [skipped] = award(plans, new Map([['a', findings(false)]]));
  assert.deepEqual(skipped?.problems, ['it is checked when “It counts” and a hidden check has passed']);
});

test('what is found in several runs is told once, with where', () => {
  const moments = (run: string, seeds: number): Finding['at'][] =>
    Array.from({ length: seeds }, (_, seed) => ({ run, seed, seeds }));
  const told = (...places: [Finding['at'], string?][]): readonly string[] | undefined => {
    const found = places.map(([at, problem]) => ({ at, problems: problem === undefined ? [] : [problem] }));
    return award([plan('a')], new Map([['a', found]])).at(0)?.problems;
  };
  const race = moments('race', 8);
  assert.deepEqual(told(...race.map((at): [Finding['at'], string] => [at, 'is 300'])), [
    'race, under all 8 seeds: is 300',
  ]);
  assert.deepEqual(told(...race.map((at, seed): [Finding['at'], string?] => (seed === 5 ? [at, 'is 300'] : [at]))), [
    'race, seed 5: is 300',
  ]);
  assert.deepEqual(told(...race.map((at, seed): [Finding['at'], string?] => (seed < 5 ? [at, 'is 300'] : [at]))), [
    'race, seeds 0, 1, 2 and 2 more: is 300',
  ]);
  const [one, two] = [...moments('small/one', 1), ...moments('small/two', 1)];
  assert.deepEqual(told([one ?? null, 'is 1'], [two ?? null, 'is 1']), ['in all 2 runs: is 1']);
  assert.deepEqual(told([one ?? null, 'is 1'], [two ?? null]), ['small/one: is 1']);
  assert.deepEqual(told([one ?? null, 'is 1']), ['is 1']);
});

test('a pair of texts is shown once, and a failed check says in which runs it can be seen', () => {
  const difference = { what: 'standard output', wanted: '600', seen: '300' };
  const found = ['a', 'a', 'b', 'c', 'd'].map((run, seed) => ({
    at: { run, seed, seeds: run === 'a' ? 2 : 1 },
    problems: ['is 300'],
    differences: [difference],
  }));
  const [check] = award([plan('a')], new Map([['a', found]]));
  assert.deepEqual(check?.differences, [{ where: 'in all 5 runs: standard output', wanted: '600', seen: '300' }]);
  assert.deepEqual(check.failedIn, [
    { run: 'a', seed: 0 },
    { run: 'b', seed: 2 },
    { run: 'c', seed: 3 },
  ]);
});

test('problems are told not without end', () => {
  const found = Array.from({ length: 100 }, (_, seed) => ({
    at: { run: 'run', seed, seeds: 100 },
    problems: [`${seed}`.padEnd(9999, 'x')],
  }));
  const [check] = award([plan('a')], new Map([['a', found]]));
  assert.ok(check);
  assert.equal(check.problems.length, 9);
  assert.ok(check.problems.every((problem) => problem.length < 700));
  assert.equal(check.problems.at(-1), 'and 92 more');
});
