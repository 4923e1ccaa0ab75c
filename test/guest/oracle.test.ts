// Every example shows the same on this machine's own Linux, compiled by its gcc.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demonstrate } from '#course/demonstrate.js';
import { nativeRunner } from '#course/example-runner.js';
import { loadExamples } from '#course/examples.js';

const skip = process.platform === 'linux' ? false : 'this machine is no Linux to compare with';

for (const stored of await loadExamples()) {
  test(`${stored.name} shows the same on this machine's own Linux`, { skip }, async () => {
    const [outcome] = await demonstrate(nativeRunner(), [stored], { jobs: 1, report: () => undefined });
    assert.deepEqual(outcome?.problems, []);
  });
}
