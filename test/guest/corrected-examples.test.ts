// Whoever corrects an example that is wrong on purpose is told so, and nobody else is.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { loadExamples, planExample } from '#course/examples.js';
import { fixedProgram, fixedRun } from '#examples/fixed-example.js';
import { problemsOf } from '#examples/plan.js';
import type { Example } from '#examples/schema.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { guestSetting } from '#scenario/setting.js';
import { decodeText, encodeText, type Bytes } from '#util/bytes.js';

/** A correction: the twin that comes with the example, or one word for another. */
type Correction = readonly [file: string, twin: string] | readonly [file: string, find: string, replace: string];

/** Of each program or run that is wrong on purpose, what its guide tells to do. */
const CORRECTIONS: Readonly<Record<string, Correction>> = {
  'pipes/fork-first as-printed': ['as-printed.c', 'corrected.c'],
  'pipes/open-pipe-problem as-printed': ['as-printed.c', 'corrected.c'],
  'shared-memory/posix-two-programs for-writing': ['consumer-for-writing.c', 'PROT_READ | PROT_WRITE', 'PROT_READ'],
  'shared-memory/posix-two-programs printed-consumer-first': ['consumer-as-printed.c', 'consumer.c'],
  'signals/alarm-kill as-printed': ['as-printed.c', 'SIGALARM', 'SIGALRM'],
};

const image = await openImage();
const machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
after(() => machine[Symbol.asyncDispose]());

const faults = (await loadExamples()).flatMap((stored) => {
  const { example, name } = stored;
  return [
    ...Object.keys(example.programs).map((program) => [program, fixedProgram(example, program)] as const),
    ...example.runs.map((run) => [run.name, fixedRun(example, run.name)] as const),
  ].flatMap(([what, corrected]) => (corrected ? [{ stored, corrected, called: `${name} ${what}` }] : []));
});

test('each fault that can be corrected is tried here, and no other', () => {
  assert.deepEqual(faults.map(({ called }) => called).sort(), Object.keys(CORRECTIONS));
});

for (const { stored, corrected, called } of faults) {
  test(`${called}: corrected it is praised, and as it came it is not`, async () => {
    const plan = await planExample(stored, guestSetting(image.manifest.compiler, stored.name));
    const problems = async (example: Example, files: Readonly<Record<string, Bytes>>): Promise<string[]> => {
      await machine.reset();
      return problemsOf(await machine.runExample({ ...plan, example, files }));
    };
    const [file = '', find = '', replace] = CORRECTIONS[called] ?? [];
    const wrong = decodeText(plan.files[file] ?? new Uint8Array(0));
    const right = replace === undefined ? plan.files[find] : encodeText(wrong.replaceAll(find, replace));
    assert.ok(right && decodeText(right) !== wrong);
    assert.deepEqual(await problems(corrected, { ...plan.files, [file]: right }), []);
    assert.notDeepEqual(await problems(corrected, plan.files), []);
  });
}
