import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shorten, summarise } from '#lab/summary.js';

test('how often it held, and what did not, each thing once', () => {
  const at = [0, 1, 2].map((seed) => ({ run: 'run', seed, seeds: 3 }));
  const found = at.map((one, index) => ({ at: one, problems: index === 1 ? [] : ['is 1', 'is 2'] }));
  assert.deepEqual(summarise(found), {
    held: 1,
    of: 3,
    problems: ['run, seeds 0, 2: is 1', 'run, seeds 0, 2: is 2'],
    differences: [],
    uncompiled: [],
    explored: [],
    failedIn: [{ run: 'run', seed: 0 }],
  });
});

test('programs that do not compile are named once', () => {
  const finding = { at: null, problems: ['a does not compile'], uncompiled: ['a'] };
  assert.deepEqual(summarise([finding, finding]).uncompiled, ['a']);
});

test('what came of other schedules is kept by run, and the schedule that failed with its story', () => {
  const at = (run: string): { run: string; seed: number; seeds: number } => ({ run, seed: 0, seeds: 1 });
  const schedule = { from: 10, preemptions: [{ at: 20 }, { at: 30, fault: 'short', bytes: 4 }] };
  const failure = { number: 4, schedule, story: ['s'.repeat(700)], problems: ['wrong'] };
  const { explored } = summarise([
    { at: at('a'), problems: [], explored: { schedules: 7, isComplete: true, failure: null } },
    { at: at('b'), problems: ['wrong'], explored: { schedules: 4, isComplete: false, failure } },
    { at: at('c'), problems: [] },
  ]);
  assert.deepEqual(explored, [
    { run: 'a', schedules: 7, isComplete: true },
    { run: 'b', schedules: 4, isComplete: false, failure: { number: 4, schedule, story: [`${'s'.repeat(600)}…`] } },
  ]);
});

test('of what the compiler said there is no place to tell', () => {
  const { problems, failedIn } = summarise([{ at: null, problems: ['1 warning'] }]);
  assert.deepEqual([problems, failedIn], [['1 warning'], []]);
});

test('a sentence without end has one', () => {
  assert.equal(shorten('x'.repeat(700)).length, 601);
});
