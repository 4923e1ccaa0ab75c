import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectationWith } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { filesAskedFor } from '#lab/files-asked.js';
import type { CheckPlan } from '#lab/job.js';

test('each file that a check of the run asks for, once', () => {
  const looks = ['a', 'b', 'a'].map((run, index) => ({
    run,
    expect: expectationWith(PLAIN).parse({ files: { out: [{ equals: '' }], [`${run}${index}`]: { absent: true } } }),
  }));
  const check: CheckPlan = {
    ...{ name: 'c', title: 'c', points: 1, hidden: false, needs: [], award: 'all', looks },
    rationale: undefined,
    help: undefined,
  };
  assert.deepEqual(filesAskedFor({ checks: [check] }, { name: 'a' }), ['out', 'a0', 'a2']);
  assert.deepEqual(filesAskedFor({ checks: [check] }, { name: 'c' }), []);
});
