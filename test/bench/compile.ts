// Compiling and running an example in the guest, beside this machine's own gcc.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { Bytes } from '#util/bytes.js';
import type { Line } from './line.js';
import { measure, type Sample } from './statistics.js';

const ROUNDS = 9;
const run = promisify(execFile);

/** How many times this machine's gcc they may take, by the image's name. */
const TARGETS: Readonly<Record<string, string>> = { tcc: '≤ 3', gcc: '≤ 10' };

/** @param images the default one first */
export async function benchCompile(images: readonly Image[], source: Bytes): Promise<Line[]> {
  const native = await onThisMachine(source);
  const lines: Line[] = [];
  for (const image of images) {
    const { name } = image.manifest;
    const [restored, started] = [await afterRestore(image, source), await afterStart(image, source)];
    lines.push(
      {
        name: `compile and run from a fresh restore with ${name} / native gcc`,
        value: restored.median / native.median,
        unit: '×',
        ...(TARGETS[name] === undefined ? {} : { target: TARGETS[name] }),
        samples: { guest: restored, native },
      },
      {
        name: `the same with the start of a machine, with ${name}`,
        value: started.median / native.median,
        unit: '×',
        samples: { guest: started },
      },
    );
  }
  return lines;
}

const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;

async function afterRestore(image: Image, source: Bytes): Promise<Sample> {
  await using machine = await launch(image, { clock });
  return await measure(ROUNDS, async () => {
    await machine.reset();
    await compileAndRun(machine, image, source);
  });
}

async function afterStart(image: Image, source: Bytes): Promise<Sample> {
  return measure(ROUNDS, async () => {
    await using machine = await launch(image, { clock });
    await compileAndRun(machine, image, source);
  });
}

async function compileAndRun(machine: Machine, { manifest }: Image, source: Bytes): Promise<void> {
  const { compiler } = manifest;
  const directory = '/home/student';
  await using container = await machine.open({ limits: compiler.container });
  await container.put({ path: `${directory}/loopback.c` }, source.slice());
  await container.compile({ compiler, directory, sources: ['loopback.c'], output: 'loopback' });
  const { status } = await container.run({ argv: ['./loopback'], directory });
  if (status.exit !== 0) throw new Error('the program of the benchmark fails in the guest');
}

async function onThisMachine(source: Bytes): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-bench-'));
  await writeFile(join(folder, 'loopback.c'), source);
  try {
    return await measure(ROUNDS, async () => {
      await run('gcc', ['-Wall', '-pthread', '-o', 'loopback', 'loopback.c'], { cwd: folder });
      await run(join(folder, 'loopback'));
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
