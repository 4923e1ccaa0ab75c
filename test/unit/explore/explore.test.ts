// A program that is a rule: it fails when it loses the processor between two instants.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explore, type Attempts, type ExploreOptions } from '#explore/explore.js';
import { outcomeOf, type Outcome } from '#explore/outcome.js';
import { reduce } from '#explore/reduce.js';
import type { Preemption, Schedule } from '#machine/schedule.js';
import { call, CLONE, observation, trace, WRITE } from '../../support/traces.js';

const options: ExploreOptions = {
  strategy: 'systematic',
  bound: 2,
  depth: 2,
  runs: 100,
  seed: 1,
  concurrency: 2,
  stopsAtFailure: false,
  isOver: () => false,
};

const calls = [call(100, CLONE, { result: 7 }), ...[200, 300, 400, 500, 600].map((at) => call(at, WRITE))];

const outcome = (output: string): Outcome => outcomeOf(observation(output), 'exact');

/** Each preemption gives the second process a turn of its own. */
function program(fails: (preemptions: readonly Preemption[]) => boolean): { attempts: Attempts; tried: Schedule[] } {
  const tried: Schedule[] = [];
  const attempts: Attempts = async (schedule) => {
    tried.push(schedule);
    const own = trace();
    const turns = schedule.preemptions.map(({ at }) => ({ at, thread: 2, address: 0, blocks: 0, calls: at }));
    return {
      outcome: outcome(fails(schedule.preemptions) ? 'wrong\n' : 'right\n'),
      trace: trace({ calls, turns: [...own.turns, ...turns] }),
    };
  };
  return { attempts, tried };
}

const between = (preemptions: readonly Preemption[]): boolean => preemptions.some(({ at }) => at >= 300 && at <= 500);

test('all schedules up to the bound are tried, and what fails is no beginning of others', async () => {
  const { attempts } = program(between);
  const { schedules, isComplete, outcomes, failure, from } = await explore(attempts, options);
  // None, six with one, and three times three pairs less those that begin with what fails: 100+200, 100+600, 200+600 among them.
  assert.equal(isComplete, true);
  assert.equal(from, 0);
  assert.equal(outcomes.length, 2);
  assert.equal(
    outcomes.reduce((sum, { count }) => sum + count, 0),
    schedules,
  );
  assert.equal(failure?.kind, 'output');
  assert.equal(failure.schedule.preemptions.length, 1);
});

test('an enemy takes nothing from the schedules without one, whatever order of events it leads to', async () => {
  const { attempts } = program(() => false);
  const alone = await explore(attempts, options);
  const { schedules, enemies, equal } = await explore(attempts, { ...options, enemies: ['ENOMEM'] });
  assert.deepEqual([schedules - enemies, enemies, equal], [alone.schedules, 1, alone.equal]);
});

test('a program that never fails: each pair of its six points', async () => {
  const { schedules, failure, isComplete } = await explore(program(() => false).attempts, options);
  assert.equal(schedules, 1 + 6 + 15);
  assert.equal(failure, null);
  assert.equal(isComplete, true);
});

test('orders of events that are the same are counted, and looked at no further', async () => {
  const attempts: Attempts = async () => ({ outcome: outcome('right\n'), trace: trace({ calls }) });
  const { schedules, equal } = await explore(attempts, options);
  assert.equal(schedules, 1 + 6);
  assert.equal(equal, 6);
});

test('the same is found however many are tried side by side', async () => {
  const found = await Promise.all(
    [1, 2, 5].map(async (concurrency) => {
      const { attempts } = program(between);
      const slow: Attempts = async (schedule, ...rest) => {
        for (let turn = (schedule.preemptions[0]?.at ?? 0) % 300; turn > 0; turn -= 50) await Promise.resolve();
        return attempts(schedule, ...rest);
      };
      const { failure, outcomes } = await explore(slow, { ...options, concurrency, stopsAtFailure: true });
      return { failure, counts: outcomes.map(({ count }) => count) };
    }),
  );
  assert.deepEqual(found[1], found[0]);
  assert.deepEqual(found[2], found[0]);
});

test('a budget that is over leaves schedules untried, and the result says so', async () => {
  let left = 3;
  const { schedules, isComplete } = await explore(program(() => false).attempts, {
    ...options,
    concurrency: 1,
    isOver: () => left-- <= 0,
  });
  assert.equal(schedules, 1 + 3);
  assert.equal(isComplete, false);
});

test('what is expected decides, if it is given: then the run without a preemption can be wrong', async () => {
  const { attempts } = program(() => false);
  const { failure } = await explore(attempts, { ...options, right: outcome('other\n') });
  assert.deepEqual(failure?.schedule.preemptions, []);
  assert.equal(failure.number, 1);
});

test('of a program that loses a process only what is wrong in itself is a failure, and nothing more is tried with it', async () => {
  const killable = [...calls, call(310, WRITE, { thread: 2 })];
  const tried: (readonly Preemption[])[] = [];
  const attempts =
    (killed: Outcome): Attempts =>
    async ({ preemptions }) => {
      tried.push(preemptions);
      const isKilled = preemptions.some(({ fault }) => fault === 'kill');
      return { outcome: isKilled ? killed : outcome('right\n'), trace: trace({ calls: killable }) };
    };
  const asked = { ...options, enemies: ['kill'] as const };
  const other = await explore(attempts(outcome('other\n')), asked);
  assert.deepEqual([other.failure, other.enemies], [null, 1]);
  assert.ok(tried.every((preemptions) => preemptions.length === 1 || preemptions.every(({ fault }) => !fault)));
  const hang = outcomeOf(observation('', { exit: null, signal: 'SIGKILL', limit: 'wall' }), 'exact');
  const { failure } = await explore(attempts(hang), asked);
  assert.deepEqual([failure?.kind, failure?.schedule.preemptions], ['hang', [{ at: 310, fault: 'kill' }]]);
});

test('a failure is reduced to the fewest preemptions, each as late as it still fails', async () => {
  const { attempts } = program(between);
  const explored = await explore(attempts, { ...options, bound: 2 });
  assert.ok(explored.failure);
  const long = { ...explored.failure, schedule: { from: 0, preemptions: [{ at: 100 }, { at: 300 }, { at: 600 }] } };
  const reduced = await reduce(attempts, long, explored);
  assert.deepEqual(reduced.failure.schedule.preemptions, [{ at: 500 }]);
  assert.equal(reduced.isLatest, true);
});
