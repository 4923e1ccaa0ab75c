// Which runs and which counterparts a student is told nothing of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectationWith } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { hiddenIn } from '#lab/hidden.js';
import type { CheckPlan, RunPlan } from '#lab/job.js';
import { actorWith } from '#scenario/schema.js';

const run: RunPlan = {
  name: 'talk',
  files: {},
  parties: ['server', 'logger', 'client'].map((name) => actorWith(PLAIN).parse({ command: [name] })),
  capabilities: [],
  wallLimit: 1000,
  seeds: [0],
  trace: null,
  sanitize: [],
};

function check(hidden: boolean, party?: string): CheckPlan {
  const expect = expectationWith(PLAIN).parse({ ...(party === undefined ? {} : { party }), end: { exit: 0 } });
  return {
    ...{ name: 'a', title: 'A', points: 1, needs: [], award: 'all', hidden },
    rationale: undefined,
    help: undefined,
    looks: [{ run: 'talk', expect }],
  };
}

function hidden(...checks: CheckPlan[]): [boolean, string[]] {
  const found = hiddenIn({ checks, programs: { client: { flags: [] } } }, run);
  return [found.run, [...found.parties]];
}

test('a run is hidden when only hidden checks look at it', () => {
  assert.equal(hidden(check(true))[0], true);
  assert.equal(hidden(check(true), check(false))[0], false);
  assert.equal(hidden()[0], false);
});

test('in a run that is shown, a counterpart is hidden when only hidden checks look at it; the own program never is', () => {
  assert.deepEqual(hidden(check(false), check(true, 'server')), [false, ['server']]);
  assert.deepEqual(hidden(check(false, 'server'), check(true, 'server')), [false, []]);
  assert.deepEqual(hidden(check(false, 'server'), check(true, 'client')), [false, []]);
});
