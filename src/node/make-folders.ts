// Folders, and those above them.
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errnoOf } from './file-error.js';

/**
 * Makes a folder and what is missing above it. Node's own `recursive` takes the ENOENT of a file system without room for new
 * names, such as /proc, for a missing parent, and tries for ever.
 *
 * @throws what the file system says, as an error of node:fs
 */
export async function makeFolders(path: string): Promise<void> {
  const missing: string[] = [];
  let at = resolve(path);
  while (!(await isThere(at))) {
    missing.unshift(at);
    at = dirname(at);
  }
  // One that is there already is made again, so that mkdir itself says when a file is in its place.
  for (const folder of missing.length > 0 ? missing : [at]) await makeOne(folder);
}

/** What a file system that takes no new names says of one; its ENOENT means no missing parent, because that is there. */
export function withoutRoom(error: unknown): unknown {
  if (errnoOf(error) !== 'ENOENT') return error;
  const { message, syscall } = error as NodeJS.ErrnoException;
  return Object.assign(new Error(message, { cause: error }), { code: 'EROFS', syscall });
}

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const isMade = errnoOf(error) === 'EEXIST' && (await stat(folder).catch(() => undefined))?.isDirectory();
    if (!isMade) throw withoutRoom(error);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}
