import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('pct: d - 1 points, and as often as not a thread that is preferred from its beginning', () => {
  const schedules = strategyOf({ ...options, strategy: 'pct' }).first(root);
  assert.equal(schedules.length, 200);
  const changes = schedules.map((schedule) => schedule.filter(({ at }) => at !== 110));
  assert.ok(changes.every(({ length }) => length === 1));
  const preferred = schedules.filter((schedule) => schedule.some(({ at }) => at === 110)).length;
  assert.ok(preferred > 60 && preferred < 140, `${preferred}`);
  assert.deepEqual(strategyOf({ ...options, strategy: 'pct' }).first(root), schedules);
  assert.notDeepEqual(strategyOf({ ...options, strategy: 'pct', seed: 2 }).first(root), schedules);
});

test('pct: the probability is that of the paper for the measured threads and points', () => {
  assert.equal(pctProbability(pointsOf(root.trace), 1), 1 / 2);
  assert.equal(pctProbability(pointsOf(root.trace), 3), 1 / (2 * 3 ** 2));
});

test('random: one preemption up to the bound, in ascending order', () => {
  const schedules = strategyOf({ ...options, strategy: 'random' }).first(root);
  assert.deepEqual([...new Set(keys(schedules))].sort(), ['100', '100+200', '100+400', '200', '200+400', '400']);
});
