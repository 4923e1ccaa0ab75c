// What virtual time gives and costs.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { ClockOptions } from '#machine/guest-machine.js';
import { compileText } from '../support/fixtures.js';
import type { Line } from './line.js';
import { measure, summarize, type Sample } from './statistics.js';

const exec = promisify(execFile);

const ROUNDS = 5;
const IDLE_SECONDS = 1000;
const VIRTUAL: ClockOptions = { kind: 'virtual', seed: 0, start: VIRTUAL_START };
const REAL: ClockOptions = { kind: 'real' };
/**
 * Compiled natively and without optimization: a quarter of a second where each turn waits for the store of the one before, 40 ms
 * on a processor that knows what it stored.
 */
const LOOP = 'int main(void) { volatile int n = 0; for (int i = 0; i < 100000000; i++) n += i; return 0; }';

export async function benchClock(image: Image): Promise<Line[]> {
  const idle = await idleFor(image);
  const speed = await instructionsPerSecond(image);
  const native = await nativeLoop();
  const [virtual, real] = [await timeOfLoop(image, VIRTUAL), await timeOfLoop(image, REAL)];
  return [
    {
      name: 'guest seconds per second while all processes wait',
      value: IDLE_SECONDS / (idle.median / 1000),
      unit: 's/s',
      samples: { idle },
    },
    { name: 'instructions per second', value: speed.median / 1e6, unit: 'million/s' },
    {
      name: 'a compute loop / the same by native gcc -O0',
      value: real.median / native.median,
      unit: '×',
      target: '≤ 8',
      samples: { real, native },
    },
    {
      name: 'a compute loop with the virtual clock / with the real one',
      value: virtual.median / real.median,
      unit: '×',
      target: '≤ 1.05',
      samples: { virtual, real },
    },
  ];
}

async function idleFor(image: Image): Promise<Sample> {
  await using machine = await launch(image, { clock: VIRTUAL });
  return await measure(ROUNDS, () => machine.run({ argv: ['sleep', String(IDLE_SECONDS)] }));
}

async function instructionsPerSecond(image: Image): Promise<Sample> {
  await using machine = await launch(image, { clock: VIRTUAL });
  const program = await compileText(machine, 'loop', LOOP);
  const speeds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [before, begin] = [(await machine.account()).instructions, performance.now()];
    await machine.run({ argv: [program] });
    const [after, end] = [(await machine.account()).instructions, performance.now()];
    if (round > 0) speeds.push(((after - before) / (end - begin)) * 1000);
  }
  return summarize(speeds);
}

async function timeOfLoop(image: Image, clock: ClockOptions): Promise<Sample> {
  await using machine = await launch(image, { clock });
  const program = await compileText(machine, 'loop', LOOP);
  return await measure(ROUNDS, () => machine.run({ argv: [program] }));
}

async function nativeLoop(): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-bench-'));
  const program = join(folder, 'loop');
  try {
    await writeFile(`${program}.c`, LOOP);
    await exec('gcc', ['-O0', '-o', program, `${program}.c`]);
    return await measure(ROUNDS, () => exec(program));
  } finally {
    await rm(folder, { recursive: true });
  }
}
