// What becomes of a submission whose machines are lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassPlan } from '#classroom/grade-class.js';
import { runJob, type Outcome } from '#classroom/run-job.js';
import type { GradeJob } from '#lab/job.js';
import { lostAt, type Place } from '#lab/place.js';
import { IpclabError } from '#util/error.js';
import { classPlan, FakeHost, outcome } from '../../support/classroom/results.js';

const PLACE: Place = { task: 'count', run: 'small', seed: 1 };

/** A machine that fails at a place as often as it is told, in the ways that it is told, and never where it is not to go. */
async function grade(
  failures: readonly IpclabError[],
  plan: ClassPlan = classPlan(),
): Promise<{ came: Outcome; asked: GradeJob['lost'][] }> {
  const asked: GradeJob['lost'][] = [];
  const left = [...failures];
  const host = new FakeHost(async (source, _signal, { lost }) => {
    asked.push(lost);
    const failure = left.shift();
    if (failure) throw failure;
    return outcome(source);
  });
  return { came: await runJob(plan, {}, { host }, new AbortController().signal), asked };
}

function crash(place: Place = PLACE, message = "the machine's worker failed: unreachable"): IpclabError {
  return lostAt(new IpclabError('machine-lost', message), place);
}

const NO_MEMORY = new IpclabError('no-memory', 'there is no memory for a machine');

test('where two machines are lost in the same way, nothing is executed again, and there is a verdict', async () => {
  const { came, asked } = await grade([crash(), crash()]);
  assert.equal('status' in came && came.status, 'graded');
  assert.deepEqual(asked, [undefined, undefined, [PLACE]]);
});

test('each place has two machines of its own', async () => {
  const other = { ...PLACE, run: null };
  const { came, asked } = await grade([crash(), crash(), crash(other), crash(other)]);
  assert.equal('status' in came && came.status, 'graded');
  assert.deepEqual(asked.at(-1), [PLACE, other]);
});

test('a failure of the host between them is no matter', async () => {
  for (const failures of [
    [NO_MEMORY, crash(), crash()],
    [crash(), NO_MEMORY, crash()],
  ]) {
    const { came, asked } = await grade(failures);
    assert.equal('status' in came && came.status, 'graded');
    assert.deepEqual(asked.at(-1), [PLACE]);
  }
});

test('what the host may have done is no verdict, however often', async () => {
  const late = lostAt(new IpclabError('deadline', 'judging took longer than 1 s'), PLACE);
  for (const failures of [
    [NO_MEMORY, NO_MEMORY],
    [late, late],
    [new IpclabError('machine-lost', 'the worker ended'), new IpclabError('machine-lost', 'the worker ended')],
    [crash(), crash({ ...PLACE, seed: 2 }), crash({ ...PLACE, seed: 3 })],
    [crash(), crash(PLACE, 'the guest does not answer'), crash(PLACE, 'the page is lost')],
  ]) {
    const { came } = await grade(failures);
    assert.deepEqual(came, { error: failures.at(-1)?.message });
  }
});

test('a lab may leave it to a person', async () => {
  const plan = classPlan();
  const { came } = await grade([crash(), crash()], { ...plan, lab: { ...plan.lab, lostMachine: 'ungraded' } });
  assert.deepEqual(came, { error: crash().message });
});
