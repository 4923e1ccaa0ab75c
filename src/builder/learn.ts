// The compiled code of an image: its machine works through typical programs until the code that they run is compiled.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMachine } from '#hosts/node/launch.js';
import { v86Module } from '#hosts/node/v86.js';
import { packWarm, unpackSnapshot, type LearntCode, type PackedSnapshot } from '#machine/snapshot.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { command } from './command.js';
import type { Definition } from './definition.js';
import { SNAPSHOT_DATE, VGA_MEMORY } from './snapshot.js';

/** C programs that do what a course's programs do. */
export const TRAINING = join(PACKAGE_ROOT, 'images/training');

/** A page is compiled after so many instructions. */
const COMPILE_AFTER = 20_000;

/** How often each program is compiled and run; after more rounds hardly anything new is compiled. */
const ROUNDS = 3;

/** What a person does at a prompt. */
const COMMANDS = [
  ['sh', '-lc', 'cd; pwd; ls -la / /tmp; cat t.c | wc; for i in 1 2 3; do echo $i; done; ps; ipcs; sleep 0.01'],
];

/**
 * Writes `warm.bin` and `warm.bin.zst` into the folder. The same snapshot and programs give the same bytes: time is virtual, and the rounds are
 * counted.
 *
 * @param snapshot the folder that `takeSnapshot` wrote
 */
export async function learnCode(definition: Definition, snapshot: string, folder: string): Promise<void> {
  const state = new Uint8Array(await readFile(join(snapshot, 'state.bin')));
  const time = Number(await readFile(join(snapshot, 'time'), 'utf8'));
  const programs = await readPrograms();
  const learnt = await learn(definition, { state, time }, programs);
  const file = join(folder, 'warm.bin');
  await writeFile(file, packWarm(learnt));
  await command(['zstd', '-q', '-19', '-T2', file]);
}

async function learn(
  { compiler, memory }: Definition,
  packed: PackedSnapshot,
  programs: readonly Uint8Array<ArrayBuffer>[],
): Promise<LearntCode> {
  const wasm = await v86Module(COMPILE_AFTER);
  await using machine = await startMachine(
    {
      memory,
      vgaMemory: VGA_MEMORY,
      clock: { kind: 'virtual', seed: 0, start: SNAPSHOT_DATE },
      start: {
        from: 'snapshot',
        snapshot: await unpackSnapshot(wasm, packed),
        learns: true,
      },
      console: false,
    },
    COMPILE_AFTER,
  );
  for (let round = 0; round < ROUNDS; round++) {
    for (const program of programs) {
      await machine.reset();
      await using container = await machine.open({ limits: compiler.container });
      await container.put({ path: '/tmp/t.c' }, program);
      const spec = { compiler, directory: '/tmp', sources: ['t.c'], output: 't' };
      const compiled = await container.compile(spec);
      if (compiled.status.exit !== 0) continue;
      for (const argv of [['./t'], ...COMMANDS]) await container.run({ argv, directory: '/tmp' });
      await container.record();
      await container.run({ argv: ['./t'], directory: '/tmp' });
      await container.takeRecording();
      await container.evidence();
    }
  }
  return await machine.learnt();
}

async function readPrograms(): Promise<Uint8Array<ArrayBuffer>[]> {
  const names = (await readdir(TRAINING)).filter((name) => name.endsWith('.c')).sort();
  return Promise.all(names.map(async (name) => new Uint8Array(await readFile(join(TRAINING, name)))));
}
