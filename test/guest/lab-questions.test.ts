// What the labs that come with the project ask before they show a run, answered by the runs of their reference solutions.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { launch } from '#hosts/node/launch.js';
import { openImage } from '#hosts/node/image.js';
import { loadLab } from '#course/lab.js';
import { prepareLab } from '#course/lab-plan.js';
import { publicPlan } from '#kit/public-plan.js';
import { questionsOf } from '#lab/questions.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { answerOf } from '#xray/prediction.js';
import { timelineOf } from '#xray/timeline.js';

const ANSWERS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  pipes: { count: ['0'], row: ['row', 'sort', 'uniq'], feed: ['1'] },
  semaphores: { counter: ['0'], buffer: ['got 2'] },
  sockets: { ask: ['ECONNREFUSED'] },
};

const image = await openImage('tcc');
const machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
after(() => machine[Symbol.asyncDispose]());

for (const [name, answers] of Object.entries(ANSWERS)) {
  test(`the questions of labs/${name} have their answers in what its page has of it`, async () => {
    const stored = await loadLab(join(PACKAGE_ROOT, 'labs', name));
    const questions = questionsOf(stored.lab);
    const lab = publicPlan(await prepareLab(stored, image), questions);
    const places = questions.map(({ task, run }) => ({ task, run, seed: 0 }));
    const { xrays = [] } = await machine.grade({ lab, files: stored.files.reference, xrays: places });
    const found = questions.map(({ task, run, asks }) => {
      const xray = xrays.find((one) => one.task === task && one.run.name === run);
      assert.ok(xray, `${task} has run`);
      return [task, answerOf(timelineOf(xray.data.recording), asks)?.parts];
    });
    assert.deepEqual(Object.fromEntries(found), answers);
  });
}
