// Work that is done again and again from a marked moment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runJob, type JobResult } from '#guest/run-job.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { VirtualTiming } from '#machine/virtual-timing.js';
import type { Traced } from '#machine/moments.js';
import { startHere } from '../support/machine-here.js';

/** Instructions at which the guest went on whenever it went back. */
const wentOnAt: number[] = [];
const goBack = Reflect.get<VirtualTiming, 'goBack'>(VirtualTiming.prototype, 'goBack');
VirtualTiming.prototype.goBack = function (mark) {
  wentOnAt.push(mark.instructions);
  goBack.call(this, mark);
};

test('from the third time on the same work goes on shortly before the schedule begins, and ends as before', async () => {
  const machine = await startHere({ kind: 'virtual', seed: 0, start: VIRTUAL_START });
  await machine.mark();
  const { instructions: marked } = machine.account;
  const again = async (from: number, agents?: readonly string[]): Promise<Traced<JobResult> & { began: number }> => {
    wentOnAt.length = 0;
    const options = { schedule: { from, preemptions: [] }, agents, key: 'true' };
    const traced = await machine.during(() => machine.again(options, () => runJob(machine.agent, { argv: ['true'] })));
    return { ...traced, began: (wentOnAt[0] ?? NaN) - marked };
  };
  const { trace, began } = await again(0);
  assert.equal(began, 0);
  const from = trace.threads[0]?.started ?? NaN;
  const attempts = [await again(from, trace.agents), await again(from, trace.agents), await again(from, trace.agents)];
  const [first, second, third] = attempts.map((attempt) => attempt.began);
  assert.deepEqual([first, second], [0, 0]);
  assert.ok(third !== undefined && third > from / 2 && third <= from, `${third} of ${from}`);
  for (const attempt of attempts) {
    assert.equal(attempt.result.status.exit, 0);
    assert.deepEqual(attempt.trace, attempts[0]?.trace);
  }
  await machine.during(() => machine.save());
});
