// One boot, and the machine's state as the agent says that the guest is quiet.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MachineOptions } from '#machine/guest-machine.js';
import { changePages } from '#machine/saved-state.js';
import { startMachine } from '#hosts/node/launch.js';
import { decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { command } from './command.js';
import type { Definition } from './definition.js';
import { clearRemains } from './kernel-remains.js';

export const VGA_MEMORY = 1024 * 1024;

export interface BootFiles {
  readonly bios: string;
  readonly vgaBios: string;
  readonly kernel: string;
  readonly rootfs: string;
}

/** What the guest's clock says at power-on; a start from the snapshot sets it anew. */
export const SNAPSHOT_DATE = Date.UTC(2026, 0, 1);

/** Boots and writes `state.bin`, `state.bin.zst`, `time` (what the machine's clock showed, ms) and `compiler` (its version) into the folder. */
export async function takeSnapshot(definition: Definition, files: BootFiles, folder: string): Promise<void> {
  const console: Uint8Array[] = [];
  const { commandLine } = definition;
  const [bios, vgaBios, kernel, rootfs] = await Promise.all([
    read(files.bios),
    read(files.vgaBios),
    read(files.kernel),
    read(files.rootfs),
  ]);
  // The machine takes the file's bytes with it.
  const clear = clearRemains(kernel.slice());
  const start: MachineOptions['start'] = { from: 'power-on', bios, vgaBios, kernel, rootfs, commandLine };
  try {
    await using machine = await startMachine({
      memory: definition.memory,
      vgaMemory: VGA_MEMORY,
      // So that two builds from the same inputs are the same, this part too.
      clock: { kind: 'virtual', seed: 0, start: SNAPSHOT_DATE },
      start,
      console: false,
      onConsole: (bytes) => console.push(bytes),
    });
    const { stdout, stderr, status } = await machine.run({ argv: definition.compiler.version });
    if (status.exit !== 0)
      throw new IpclabError('build-failed', `${definition.compiler.version.join(' ')} fails in the guest`);
    await writeFile(join(folder, 'compiler'), (decodeText(stdout) + decodeText(stderr)).split('\n')[0] ?? '');
    const { state, time } = await machine.save();
    await writeFile(join(folder, 'state.bin'), changePages(state, clear));
    await writeFile(join(folder, 'time'), String(time));
  } catch (error) {
    const log = console.map(decodeText).join('').trimEnd().split('\n').slice(-15).join('\n');
    const reason = error instanceof Error ? error.message : String(error);
    throw new IpclabError(
      'build-failed',
      `the image does not boot: ${reason}; its console:\n${log}`,
      {},
      { cause: error },
    );
  }
  await command(['zstd', '-q', '-19', '-T2', join(folder, 'state.bin')]);
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path));
}
