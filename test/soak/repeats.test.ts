// Every example and every lab repeats to the last byte and instruction: fresh, and after many resets.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { loadExamples, planExample } from '#course/examples.js';
import { loadLabs } from '#course/lab.js';
import { prepareLab } from '#course/lab-plan.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { guestSetting } from '#scenario/setting.js';

const image = await openImage();

/** After so many resets. */
const LOOKED_AT = [0, 1, 10, 100];

/** @returns one digest; it is told, so that two versions of Node can be compared */
async function repeats(outcome: (machine: Machine) => Promise<unknown>): Promise<string> {
  await using machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
  const digests = new Set<string>();
  for (let reset = 0; reset <= Math.max(...LOOKED_AT); reset++) {
    if (reset > 0) await machine.reset();
    if (!LOOKED_AT.includes(reset)) continue;
    const text = JSON.stringify([await outcome(machine), await machine.account()]);
    digests.add(createHash('sha256').update(text).digest('hex').slice(0, 16));
  }
  const [digest = ''] = digests;
  assert.equal(digests.size, 1, [...digests].join(', '));
  return digest;
}

for (const stored of await loadExamples()) {
  test(`${stored.name} is the same fresh and after ${LOOKED_AT.slice(1).join(', ')} resets`, async (t) => {
    const plan = await planExample(stored, guestSetting(image.manifest.compiler, stored.name));
    t.diagnostic(`${stored.name} ${await repeats((machine) => machine.runExample(plan))}`);
  });
}

for (const stored of await loadLabs()) {
  test(`labs/${stored.name}: its reference is judged the same fresh and after resets`, async (t) => {
    const lab = await prepareLab(stored, image);
    t.diagnostic(`${stored.name} ${await repeats((machine) => machine.grade({ lab, files: stored.files.reference }))}`);
  });
}
