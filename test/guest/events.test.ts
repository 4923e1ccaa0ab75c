// Checks that ask what happened, of a program that does right, of one in the wrong order, and of one that would hide what it does.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { prepareLab } from '#course/lab-plan.js';
import { loadLab } from '#course/lab.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { Files } from '#scenario/setting.js';
import { FIXTURES } from '../support/fixtures.js';

const image = await openImage();
const stored = await loadLab(join(FIXTURES, 'labs/order'));
const lab = await prepareLab(stored, image);
const machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
after(() => machine[Symbol.asyncDispose]());

const { reference, wrong } = stored.files;

async function problems(files: Files): Promise<Record<string, readonly string[]>> {
  const { tasks } = await machine.grade({ lab, files });
  return Object.fromEntries((tasks[0]?.checks ?? []).map((check) => [check.name, check.problems]));
}

test('order, who lets whom go on, how full, how often and how long hold of a program that does right', async () => {
  assert.deepEqual(await problems(reference), { order: [], woken: [] });
});

test('the wrong order is told', async () => {
  assert.deepEqual(await problems(wrong['keeps-the-write-end'] ?? {}), {
    order: ['it calls read on the read end of a pipe before close on the write end of a pipe'],
    woken: [],
  });
});

test('a program that does more than can be recorded gains nothing by it', async () => {
  const lost = 'it did so much that not all of its events could be recorded';
  assert.deepEqual(await problems(wrong['floods'] ?? {}), { order: [lost], woken: [lost] });
});
