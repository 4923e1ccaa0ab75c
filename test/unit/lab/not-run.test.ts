import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, failureOf, uncompilable, uncompiledOf } from '#lab/not-run.js';
import { IpclabError } from '#util/error.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';

const run = runPlan([{ command: ['count'] }, { command: ['count', '2'], name: 'second' }, { command: ['server'] }]);

test('a run has one sentence for each program that is not there, and names those that do not compile', () => {
  assert.equal(failureOf(run, new Map([['other', 'it is not there']])), undefined);
  const failures = new Map([['count', 'count does not compile']]);
  assert.equal(failureOf(run, failures), 'count does not compile');
  assert.deepEqual(uncompiledOf(run, failures), ['count']);
  assert.deepEqual(uncompiledOf(run, new Map([['count', 'count.c was not handed in']])), []);
});

test('where machines were lost while it was compiled, no source compiles', () => {
  assert.deepEqual([...uncompilable(taskPlan([run])).keys()], ['count.c']);
});

test('what a guest refuses is an answer, and nothing else is', async () => {
  const refused = await answered(() => Promise.reject(new IpclabError('guest-refused', 'no room')));
  assert.equal(refused, 'it left the guest in no state to go on: no room');
  await assert.rejects(
    answered(() => Promise.reject(new IpclabError('machine-lost', 'lost'))),
    { code: 'machine-lost' },
  );
});
