import assert from 'node:assert/strict';
import test from 'node:test';
import { explore } from '#checks/expect/explore.js';
import { PLAIN } from '#checks/leaves.js';
import type { PlannedRun } from '#checks/kind.js';
import type { ExploredRun } from '#checks/observed.js';
import { lookedAt } from '../../../support/checks.js';

const wanted = explore.schema(PLAIN).parse({});
const schedule = { from: 100, preemptions: [{ at: 200 }, { at: 300 }] };

function problems(failure: ExploredRun['failure']): string[] {
  return explore.problems(wanted, lookedAt({}, { explored: { schedules: 7, isComplete: false, failure } }));
}

test('two preemptions and 500 schedules are what is tried unless a lab says otherwise', () => {
  assert.deepEqual(wanted, { bound: 2, budget: 500 });
  assert.deepEqual(explore.schema(PLAIN).parse({ bound: 1, budget: 20 }), { bound: 1, budget: 20 });
  for (const wrong of [{ bound: -1 }, { bound: 4 }, { budget: 0 }, { budget: 1e6 }, { depth: 2 }])
    assert.equal(explore.schema(PLAIN).safeParse(wrong).success, false, JSON.stringify(wrong));
});

test('a schedule that fails is told with its story, and what did not hold then', () => {
  assert.deepEqual(problems({ number: 5, schedule, story: ['a', 'b'], problems: ['c', 'd'] }), [
    'it fails under schedule 5: 1. a; 2. b',
    'c',
    'd',
  ]);
  assert.deepEqual(problems({ number: 5, schedule, story: ['a'], problems: [] }), ['it fails under schedule 5: a']);
});

test('it holds when no schedule failed, and has nothing to say where none was tried', () => {
  assert.deepEqual(problems(null), []);
  assert.deepEqual(explore.problems(wanted, lookedAt()), []);
});

test('runs whose schedules are not those of the program handed in are objected to', () => {
  const objection = (part: Partial<PlannedRun>): string | undefined =>
    explore.objection?.(wanted, { programs: [], run: { looks: [], trace: false, parties: 1, sanitize: [], ...part } });
  assert.equal(objection({ trace: true }), undefined);
  assert.match(objection({ parties: 2 }) ?? '', /^\.explore: .*let it look at a run with one party$/);
  assert.match(objection({ sanitize: ['address'] }) ?? '', /let it look at a run without sanitize$/);
});
