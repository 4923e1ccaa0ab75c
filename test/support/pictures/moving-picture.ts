// The README's moving picture: commands of ours, typed as a person types them, with what they print here and now.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';
import { ipclab } from '../cli.js';
import { terminalPicture, type Scene } from './terminal-picture.js';

const COMMANDS = [
  'run --wall 2 c-examples/pipes/open-pipe-problem/as-printed.c',
  'run --seeds 20 c-examples/shared-memory/lost-update/by-chance.c',
];

export async function writeMovingPicture(file: string): Promise<number> {
  const scenes: Scene[] = [];
  for (const command of COMMANDS) {
    const { both } = await ipclab(command.split(' '), { cwd: PACKAGE_ROOT });
    scenes.push({ command: `npx ipclab ${command}`, output: both.toString() });
  }
  const picture = terminalPicture(scenes);
  await writeFile(join(PACKAGE_ROOT, file), picture);
  return Buffer.byteLength(picture);
}
