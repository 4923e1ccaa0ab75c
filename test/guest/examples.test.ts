// Every example shows what it should in the guest, and its checks notice what they should notice.
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { after, describe, test } from 'node:test';
import { demonstrate } from '#course/demonstrate.js';
import { guestRunner } from '#course/example-runner.js';
import { loadExamples } from '#course/examples.js';
import { openImage } from '#hosts/node/image.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';

const runner = guestRunner(await openImage(), { kind: 'virtual', seed: 0, start: VIRTUAL_START });
const examples = await loadExamples();
after(() => runner[Symbol.asyncDispose]());

describe('in the guest', { concurrency: availableParallelism() }, () => {
  for (const stored of examples) {
    test(`${stored.name} shows what it should, and its checks notice each fault`, async () => {
      const [outcome] = await demonstrate(runner, [stored], { jobs: 1, mutations: true, report: () => undefined });
      assert.deepEqual(outcome?.problems, []);
    });
  }
});
