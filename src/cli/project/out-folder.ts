// The folder of --out: what programs made, on this machine.
import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MadeFiles } from '#hosts/worker/made-files.js';
import { errnoOf, fileError } from '#node/file-error.js';
import { makeFolders } from '#node/make-folders.js';
import { IpclabError } from '#util/error.js';
import type { Project } from './layout.js';

const CURE = 'give --out a folder that is new or empty';

/** @throws IpclabError `usage` unless it is new or empty: nothing there is written over */
export async function requireRoom(folder: string): Promise<void> {
  try {
    if ((await readdir(folder)).length > 0) throw new IpclabError('usage', `${folder}: is not empty; ${CURE}`);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw error instanceof IpclabError ? error : fileError(error, folder, CURE);
  }
}

/**
 * Writes files as they lie to where the person stands.
 *
 * @returns what there is to say of it, a sentence each
 */
export async function writeOut(
  folder: string,
  { files, leftOut }: MadeFiles,
  { directory }: Pick<Project, 'directory'>,
): Promise<string[]> {
  const prefix = directory === '' ? '' : `${directory}/`;
  const inside = [...files].filter(([name]) => name.startsWith(prefix));
  const outside = [...files.keys()].filter((name) => !name.startsWith(prefix));
  for (const [name, content] of inside) {
    const path = join(folder, name.slice(prefix.length));
    try {
      await makeFolders(dirname(path));
      // Never over what has come there meanwhile.
      await writeFile(path, content, { flag: 'wx' });
    } catch (error) {
      throw fileError(error, path, CURE);
    }
  }
  return [
    inside.length === 0
      ? `nothing was made or changed; ${folder} is not made`
      : `made or changed, and written to ${folder}: ${inside.map(([name]) => name.slice(prefix.length)).join(', ')}`,
    ...outside.map((name) => `${name} is left out: it does not lie below the folder where you stand`),
    ...leftOut,
  ];
}
