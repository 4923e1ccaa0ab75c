import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Preemption } from '#machine/schedule.js';
import type { Trace } from '#machine/trace.js';
import { pointsOf } from '#explore/points.js';
import { pctProbability, strategyOf, type StrategyOptions } from '#explore/strategy.js';
import { call, CLONE, trace, WRITE } from '../../support/traces.js';

const options: StrategyOptions = { strategy: 'systematic', bound: 2, depth: 2, runs: 200, seed: 1 };
const calls = [call(100, CLONE, { result: 7, returned: 110 }), call(200, WRITE), call(400, WRITE)];
const root = { preemptions: [], trace: trace({ calls }) };
const keys = (schedules: readonly (readonly { readonly at: number }[])[]): string[] =>
  schedules.map((schedule) => schedule.map(({ at }) => at).join('+')).sort();

test('systematic: each set of points up to the bound, once', () => {
  const strategy = strategyOf(options);
  const first = strategy.first(root);
  assert.deepEqual(keys(first), ['100', '200', '400']);
  const second = strategy.next(first.map((preemptions) => ({ preemptions, trace: root.trace })));
  assert.deepEqual(keys(second), ['100+200', '100+400', '200+400']);
  assert.deepEqual(strategy.next(second.map((preemptions) => ({ preemptions, trace: root.trace }))), []);
});

test('systematic: what comes after a preemption is told by the run with it', () => {
  const strategy = strategyOf(options);
  const other = trace({ calls: [...calls.slice(0, 2), call(300, WRITE), call(450, WRITE)] });
  assert.deepEqual(keys(strategy.next([{ preemptions: [{ at: 200 }], trace: other }])), ['200+300', '200+450']);
});

/** What a strategy by chance tries, where each run is that of the preemptions so far. */
function allOf(
  options: StrategyOptions,
  runOf: (schedule: readonly Preemption[]) => Trace = () => root.trace,
): string[] {
  const strategy = strategyOf(options);
  const tried: string[] = [];
  for (let level = strategy.first(root); level.length > 0;) {
    tried.push(...keys(level));
    level = strategy.next(level.map((preemptions) => ({ preemptions, trace: runOf(preemptions) })));
  }
  assert.equal(strategy.drawn, options.runs);
  return tried.sort();
}

test('pct: a thread that is preferred from its beginning, d - 1 points, and each run once', () => {
  assert.deepEqual(allOf({ ...options, strategy: 'pct', depth: 1 }), ['110']);
  assert.deepEqual(allOf({ ...options, strategy: 'pct' }), [
    '100',
    '100+110',
    '110',
    '110+200',
    '110+400',
    '200',
    '400',
  ]);
  const few = { ...options, strategy: 'pct', runs: 2, depth: 3 } as const;
  assert.deepEqual(allOf(few), allOf(few));
  assert.notDeepEqual(allOf(few), allOf({ ...few, seed: 2 }));
});

test('by chance: a point after a preemption is one of the run with it, and where that has fewer it is none', () => {
  const other = trace({ calls: [...calls.slice(0, 2), call(300, WRITE)] });
  const runOf = (schedule: readonly Preemption[]): Trace => (schedule.length > 0 ? other : root.trace);
  assert.deepEqual(allOf({ ...options, strategy: 'random' }, runOf), [
    '100',
    '100+200',
    '100+300',
    '200',
    '200+300',
    '400',
  ]);
});

test('by chance: what the processor was taken before begins later, and is no second point of the same course', () => {
  const runOf = (schedule: readonly Preemption[]): Trace => {
    const late = schedule.length * 100;
    return trace({ calls: [...calls.slice(0, 1), call(200 + late, WRITE), call(400 + late, WRITE)] });
  };
  const most = Math.max(
    ...allOf({ ...options, strategy: 'pct', depth: 3 }, runOf).map((schedule) => schedule.split('+').length),
  );
  assert.equal(most, 3, 'one for who is preferred, and two points');
});

test('pct: the probability is that of the paper for the measured threads and points', () => {
  assert.equal(pctProbability(pointsOf(root.trace), 1), 1 / 2);
  assert.equal(pctProbability(pointsOf(root.trace), 3), 1 / (2 * 3 ** 2));
});

test('random: one preemption up to the bound, in ascending order', () => {
  assert.deepEqual(allOf({ ...options, strategy: 'random' }), ['100', '100+200', '100+400', '200', '200+400', '400']);
});
