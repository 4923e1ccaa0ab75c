// Every example shows what it should, in the guest and on this machine's own Linux.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demonstrate } from '../../src/cli/demonstrate.js';
import { guestRunner, nativeRunner } from '../../src/hosts/node/example-runner.js';
import { VIRTUAL_START } from '../../src/hosts/node/scripted-run.js';
import { loadExamples } from '../../src/hosts/node/examples.js';
import { openImage } from '../../src/hosts/node/image.js';

const image = await openImage();

for (const stored of await loadExamples()) {
  test(`${stored.name} shows what it should, and its checks notice each fault`, async () => {
    const [outcome] = await demonstrate(
      guestRunner(image, { kind: 'virtual', seed: 0, start: VIRTUAL_START }),
      [stored],
      {
        jobs: 1,
        mutations: true,
        report: () => undefined,
      },
    );
    assert.deepEqual(outcome?.problems, []);
  });

  test(`${stored.name} shows the same on this machine's own Linux`, async () => {
    const [outcome] = await demonstrate(nativeRunner(), [stored], { jobs: 1, report: () => undefined });
    assert.deepEqual(outcome?.problems, []);
  });
}
