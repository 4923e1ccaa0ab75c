// The machine's side of the border, as far as it needs no machine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMachineApi } from '#hosts/worker/server.js';

test('a worker that reads the modules of a judgement makes progress, and is not given up', async () => {
  const api = createMachineApi();
  const judged = api.grade({} as never);
  const looks = [api.progress(), api.progress()];
  assert.notEqual(await looks[0], await looks[1]);
  // They are read; what comes now is the machine's.
  await assert.rejects(judged, /the machine is not running/);
  assert.equal(await api.progress(), await api.progress());
});
