// The guest's clock runs on while the guest gets no processor: this machine sleeps, or has too much to do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTAINER_LIMITS } from '#protocol/limits.js';
import { jump } from '../support/jumping-clock.js';
import { startHere } from '../support/machine-here.js';

test('a container opens and closes, whatever the clock says meanwhile', async () => {
  const machine = await startHere({ kind: 'real' });
  const { agent } = machine;
  for (let round = 0; round < 3; round++) {
    jump(true);
    const container = await agent.open({ limits: CONTAINER_LIMITS });
    jump(false);
    const job = container.exec({ argv: ['sh', '-c', 'sleep 1000 & exec sleep 1000'] }, () => undefined);
    assert.ok((await job.started) > 0);
    jump(true);
    await container.close();
    jump(false);
    assert.equal((await job.exited).signal, 'SIGKILL');
  }
  await machine.save();
});
