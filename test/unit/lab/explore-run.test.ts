// A run that fails when it loses the processor at one of its calls.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExploreWanted } from '#checks/expect/explore.js';
import { expectationWith, type Expectation } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import type { ExploredRun } from '#checks/observed.js';
import type { FoundBefore } from '#lab/job.js';
import type { Execution } from '#lab/execute-run.js';
import { exploreRun, problemsOf } from '#lab/explore-run.js';
import type { AgainOptions } from '#machine/moments.js';
import type { Schedule } from '#machine/schedule.js';
import { partyOf, type ShortParty } from '../../support/checks.js';
import { factsOf } from '../../support/facts.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';
import { call, CLONE, trace, WRITE } from '../../support/traces.js';

const run = runPlan([{ command: ['count'] }]);
const task = taskPlan([run]);
const calls = [call(100, CLONE, { result: 7 }), ...[200, 300, 400].map((at) => call(at, WRITE))];

function executed(party: ShortParty): Execution {
  const nothing = { looks: new Map(), files: new Map(), traces: new Map(), sanitizer: null };
  return { run, seed: 0, parties: [partyOf({ name: 'count', ...party })], evidence: factsOf(), ...nothing };
}

const expect = (wanted: object): Expectation => expectationWith(PLAIN).parse(wanted);

/** What comes of it when it goes wrong where it loses the processor at 300. */
async function explored(
  wanted: object,
  wrong: ShortParty | string,
  schedules: Partial<ExploreWanted> = {},
  before: FoundBefore['explored'] = [],
): Promise<ExploredRun & { readonly moments: string[] }> {
  const moments: string[] = [];
  let present: Schedule = { from: 0, preemptions: [] };
  const machine = {
    mark: async () => void moments.push('mark'),
    again: async <T>({ schedule }: AgainOptions, work: () => Promise<T>) => {
      moments.push('back');
      present = schedule;
      return { result: await work(), trace: trace({ calls }) };
    },
  };
  const execute = async (): Promise<Execution | string> => {
    const fails = present.preemptions.some(({ at, fault }) => at === 300 || fault !== undefined);
    return !fails ? executed({ stdout: 'right\n' }) : typeof wrong === 'string' ? wrong : executed(wrong);
  };
  const ready = { machine, task, sources: {}, program: new Uint8Array(0), execute };
  return {
    ...(await exploreRun(ready, expect(wanted), { bound: 1, budget: 100, ...schedules }, before)),
    moments,
  };
}

test('what else a check expects has to hold under every schedule, each from the same moment', async () => {
  const { failure, moments } = await explored({ stdout: { equals: 'right\n' } }, { stdout: 'wrong\n' });
  assert.deepEqual(failure?.schedule.preemptions, [{ at: 300 }]);
  assert.deepEqual(failure.problems, ['standard output: is "wrong\\n", not "right\\n"']);
  assert.equal(failure.story.length, 1);
  assert.equal(moments[0], 'mark');
  assert.ok(moments.length > 4 && moments.slice(1).every((moment) => moment === 'back'));
});

test('a schedule that failed before is run first, and where it fails as it did nothing else is tried', async () => {
  const wanted = { stdout: { equals: 'right\n' } };
  const found = await explored(wanted, { stdout: 'wrong\n' });
  assert.ok(found.failure);
  const { schedule, story } = found.failure;
  const kept = { run: run.name, schedules: 77, isComplete: false };
  const preemptions = schedule.preemptions.map(({ at }) => ({ at }));
  const failure = { number: 66, schedule: { from: schedule.from, preemptions }, story: [...story] };
  const again = await explored(wanted, { stdout: 'wrong\n' }, {}, [{ ...kept, failure }]);
  assert.deepEqual([again.schedules, again.isComplete, again.failure?.number], [77, false, 66]);
  assert.deepEqual([again.failure?.story, again.failure?.problems], [story, found.failure.problems]);
  assert.deepEqual(again.moments, ['mark', 'back', 'back']);
  const elsewhere = { ...failure, schedule: { from: schedule.from, preemptions: [{ at: 200 }] } };
  const told = { ...failure, story: ['another one'] };
  for (const other of [elsewhere, told]) {
    const anew = await explored(wanted, { stdout: 'wrong\n' }, {}, [{ ...kept, failure: other }]);
    assert.deepEqual([anew.schedules, anew.failure], [found.schedules, found.failure]);
  }
});

test('a check that holds under all of them says how many there are', async () => {
  const { schedules, isComplete, failure } = await explored({ end: { exit: 0 } }, { stdout: 'wrong\n' });
  assert.deepEqual({ schedules, isComplete, failure }, { schedules: 5, isComplete: true, failure: null });
});

test('no more schedules are tried than the budget allows, and that is said', async () => {
  const few = await explored({ stdout: { equals: 'right\n' } }, { stdout: 'wrong\n' }, { budget: 2 });
  assert.deepEqual([few.schedules, few.isComplete, few.failure], [2, false, null]);
});

test('a guest that cannot go on under a schedule is a failure of the program', async () => {
  const { failure } = await explored({ end: { exit: 0 } }, 'it left the guest in no state to go on: no');
  assert.deepEqual(failure?.problems, ['it left the guest in no state to go on: no']);
});

test('an enemy is tried once in a run, and of a program that gets no memory only a wrong end counts', async () => {
  const wanted = { stdout: { equals: 'right\n' } };
  const enemies: Partial<ExploreWanted> = { bound: 0, enemies: ['ENOMEM'] };
  const other = await explored(wanted, { stdout: 'no memory\n' }, enemies);
  assert.deepEqual([other.schedules, other.failure], [2, null]);
  const { failure } = await explored(wanted, { status: { exit: null, signal: 'SIGSEGV' } }, enemies);
  assert.deepEqual(failure?.schedule.preemptions, [{ at: 100, fault: 'ENOMEM' }]);
  assert.match(failure.problems[0] ?? '', /^it was ended by SIGSEGV/);
});

test('where no end is asked for, a crash, a hang and a failed assertion are failures', () => {
  const problems = (party: ShortParty, wanted: object): string[] => problemsOf(expect(wanted), executed(party), task);
  const stderr = "count: count.c:3: main: Assertion `n == 2' failed.\n";
  const aborted = { status: { exit: null, signal: 'SIGABRT' }, stderr } as const;
  assert.deepEqual(problems(aborted, { explore: {} }), [stderr.trim()]);
  assert.match(
    problems({ status: { exit: null, signal: 'SIGSEGV' } }, { explore: {} })[0] ?? '',
    /^it was ended by SIGSEGV/,
  );
  const hang = { status: { exit: null, limit: 'wall', wall: 1e9, evidence: factsOf() } } as const;
  assert.match(problems(hang, { explore: {} })[0] ?? '', /^it was stopped after 1 s/);
  assert.deepEqual(problems(aborted, { explore: {}, end: { signal: 'SIGABRT' } }), []);
});
