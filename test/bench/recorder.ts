// What it costs a program that somebody records what happens, in instructions of the guest: exact, and the same everywhere.
import { loadExamples, planExample } from '#course/examples.js';
import type { ExamplePlan } from '#examples/plan.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { guestSetting } from '#scenario/setting.js';
import { encodeText } from '#util/bytes.js';
import type { Line } from './line.js';

const DIRECTORY = '/home/student';
const course = { seed: 0, start: VIRTUAL_START };

/** A message goes to and fro: nothing but system calls and changes of the processor's owner. */
const PING_PONG = `
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    int to[2], fro[2];
    char text[16];
    pipe(to);
    pipe(fro);
    if (fork() == 0) {
        close(to[1]);
        while (read(to[0], text, 9) == 9)
            write(fro[1], text, 9);
        _exit(0);
    }
    for (int i = 0; i < 3000; i++) {
        write(to[1], "hi there", 9);
        read(fro[0], text, 9);
    }
    close(to[1]);
    wait(NULL);
}
`;

/** The same, with a little work on what it got. */
const WORKING = PING_PONG.replace(
  'read(fro[0], text, 9);',
  'read(fro[0], text, 9); for (int k = 0; k < 2000; k++) text[k % 16] += k;',
);

export async function benchRecorder(image: Image): Promise<Line[]> {
  await using machine = await launch(image, { clock: { kind: 'virtual', ...course } });
  const lines: Line[] = [];
  for (const [what, source] of [
    ['calls alone', PING_PONG],
    ['calls and a little work', WORKING],
  ] as const) {
    const [off, on, after] = await cost(machine, image, source);
    lines.push(
      {
        name: `instructions of a recorded program, ${what} / not recorded`,
        value: on / off,
        unit: '×',
        target: '≤ 1.1',
      },
      { name: `the same after a recording, ${what}`, value: after / off, unit: '×', target: '≤ 1.005' },
    );
  }
  return [...lines, ...(await benchExamples(image, machine))];
}

/** What the examples do, which are what people record: all of their runs, without what they compile. */
async function benchExamples({ manifest }: Image, machine: Machine): Promise<Line[]> {
  const ratios: number[] = [];
  for (const stored of await loadExamples()) {
    const plan = await planExample(stored, guestSetting(manifest.compiler, stored.name));
    const instructionsOf = async (one: ExamplePlan): Promise<number> => {
      await machine.reset(course);
      const { instructions } = await machine.account();
      await machine.runExample(one);
      return (await machine.account()).instructions - instructions;
    };
    const compiled = await instructionsOf({ ...plan, example: { ...plan.example, runs: [] } });
    const off = await instructionsOf(plan);
    const on = await instructionsOf({ ...plan, records: true });
    ratios.push((on - compiled) / (off - compiled));
  }
  ratios.sort((a, b) => a - b);
  const what = 'instructions of a recorded example / not recorded';
  return [
    {
      name: `${what}, median of ${ratios.length}`,
      value: ratios[ratios.length >> 1] ?? NaN,
      unit: '×',
      target: '≤ 1.1',
    },
    { name: `${what}, the greatest`, value: ratios.at(-1) ?? NaN, unit: '×' },
  ];
}

/** Instructions of a run that nobody records, of one that is recorded, and of another that is not. */
async function cost(machine: Machine, { manifest }: Image, source: string): Promise<readonly [number, number, number]> {
  await machine.reset(course);
  await using container = await machine.open();
  await container.put({ path: `${DIRECTORY}/calls.c` }, encodeText(source));
  const { compiler } = manifest;
  await container.compile({ compiler, directory: DIRECTORY, sources: ['calls.c'], output: 'calls' });
  const program = await container.get(`${DIRECTORY}/calls`);
  const run = async (records: boolean): Promise<number> => {
    await using box = await machine.open();
    await box.put({ path: `${DIRECTORY}/calls`, mode: 0o755 }, program.slice());
    if (records) await box.record();
    const { instructions } = await machine.account();
    const { status } = await box.run({ argv: ['./calls'], directory: DIRECTORY });
    if (status.exit !== 0) throw new Error('the program of the benchmark fails in the guest');
    return (await machine.account()).instructions - instructions;
  };
  return [await run(false), await run(true), await run(false)];
}
