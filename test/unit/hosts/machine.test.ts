// A machine whose worker is this test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Machine, type MachineWorker } from '#hosts/worker/machine.js';
import { LOOKS_AT_START } from '#hosts/worker/progress-watch.js';

const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

test('a worker that never answers is ended, and the machine is lost', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { port1, port2 } = new MessageChannel();
  let ended = false;
  const worker: MachineWorker = {
    endpoint: port1,
    onDeath: undefined,
    terminate: async () => {
      ended = true;
      port1.close();
    },
  };
  const part = (): Uint8Array<ArrayBuffer> => new Uint8Array(1);
  const starting = Machine.start(worker, {
    wasm: new WebAssembly.Module(EMPTY_MODULE),
    memory: 1,
    vgaMemory: 1,
    clock: { kind: 'real' },
    console: false,
    start: { from: 'power-on', bios: part(), vgaBios: part(), kernel: part(), rootfs: part(), commandLine: '' },
  });
  const lost = assert.rejects(starting, {
    code: 'machine-lost',
    message: `the machine was given up: it made no progress when it was looked at ${LOOKS_AT_START} times`,
  });
  for (let look = 0; look <= LOOKS_AT_START; look++) {
    assert.equal(ended, false);
    t.mock.timers.tick(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await lost;
  assert.equal(ended, true);
  port2.close();
});
