// Every example shows what it should in the guest, an X-ray is drawn of each run, which answers what the guide asks, and its checks
// notice what they should notice.
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { after, describe, test } from 'node:test';
import { demonstrate } from '#course/demonstrate.js';
import { guestRunner } from '#course/example-runner.js';
import { loadExamples } from '#course/examples.js';
import { openImage } from '#hosts/node/image.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { Picture } from '#xray/picture/picture.js';
import { Scale } from '#xray/picture/scale.js';
import { answerOf } from '#xray/prediction.js';
import { timelineOf } from '#xray/timeline.js';

/** What the runs say to the questions of the guides. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'fifos/nonblock': ['0'],
  'files/shared-offset': ['0'],
  'message-passing/sysv-types': ['a1'],
  'pipes/capacity': ['65536'],
  'pipes/eof': ['EAGAIN'],
  'pipes/open-pipe-problem': ['wait', 'read'],
  'pipes/pipeline': ['pipeline', 'sort', 'uniq'],
  'pipes/reader-gone': ['2'],
  'semaphores/atomic-array': ['wait', 'semop'],
  'signals/kill-zero': ['0'],
  'sockets/connected-udp': ['friend 2'],
};

const runner = guestRunner(await openImage(), { kind: 'virtual', seed: 0, start: VIRTUAL_START });
const examples = await loadExamples();
after(() => runner[Symbol.asyncDispose]());

describe('in the guest', { concurrency: availableParallelism() }, () => {
  for (const stored of examples) {
    test(`${stored.name} shows what it should, an X-ray of it does, too, its question has its answer, and its checks notice each fault`, async () => {
      const [outcome] = await demonstrate(runner, [stored], { jobs: 1, mutations: true, report: () => undefined });
      assert.deepEqual(outcome?.problems, []);
      let answer: readonly string[] | undefined;
      for (const { name, recording } of outcome.result.runs) {
        assert.ok(recording, `${name} is recorded`);
        const timeline = timelineOf(recording);
        const asks = stored.example.runs.find((run) => run.name === name)?.predict;
        if (asks) answer = answerOf(timeline, asks)?.parts;
        const scale = new Scale(timeline.events);
        const svg = new Picture(timeline, scale).draw({
          width: 1000,
          names: 176,
          span: { from: 0, to: scale.length },
          showsStart: true,
        });
        assert.ok(timeline.lanes.length > 0 && /class="(?:runs|dense)/.test(svg), `${name} is drawn`);
      }
      assert.deepEqual(answer, ANSWERS[stored.name]);
    });
  }
});
