// Files and folders that are there whole or not at all.
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { IpclabError } from '#util/error.js';
import { errnoOf, fileError } from './file-error.js';
import { makeFolders, withoutRoom } from './make-folders.js';

export interface FileOptions {
  /** What to do when its place is none: "give another file". */
  readonly cure: string;
  /** Whether it has to be on the disk when this returns, power or no power; that takes its time. Default: false. */
  readonly durable?: boolean;
}

/**
 * Writes a file in the place of the one before, and the folders above it. What is no file, as `/dev/stdout` or a FIFO, is
 * written to; where a link leads, the file is.
 *
 * @throws IpclabError `usage`; the file is as it was then, and nothing is beside it
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  { cure, durable = false }: FileOptions,
): Promise<void> {
  try {
    const there = await stat(path).catch(() => undefined);
    if (there && !there.isFile()) await writeFile(path, content);
    else await replace(there ? await realpath(path) : path, content, durable);
  } catch (error) {
    throw fileError(error, path, cure);
  }
}

async function replace(path: string, content: string | Uint8Array, durable: boolean): Promise<void> {
  await makeFolders(dirname(path));
  const partial = partialOf(path);
  try {
    {
      await using file = await open(partial, 'w').catch((error: unknown) => {
        throw withoutRoom(error);
      });
      await file.writeFile(content);
      if (durable) await file.sync();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

export interface FolderOptions {
  /** What to do with a folder that is there: put the new one in its place, refuse, or keep it because it is the same. */
  readonly existing: 'replace' | 'refuse' | 'keep';
  /** What to do when its place is none: "choose another name". */
  readonly cure: string;
}

/**
 * Makes a folder, and the folders above it.
 *
 * @param fill writes into the folder that it is given, which is beside its later place
 * @throws IpclabError `usage`, or what `fill` throws; all is as it was then
 */
export async function makeWhole<T>(
  path: string,
  fill: (folder: string) => Promise<T>,
  { existing, cure }: FolderOptions,
): Promise<T> {
  const partial = partialOf(path);
  try {
    await makeFolders(partial);
    const result = await fill(partial);
    if (existing === 'replace') await rm(path, { recursive: true, force: true });
    await rename(partial, path).catch((error: unknown) => {
      if (!IS_THERE.includes(errnoOf(error) ?? '')) throw error;
      if (existing === 'keep') return;
      throw new IpclabError('usage', `${path}: is there already; ${cure}`, {}, { cause: error });
    });
    return result;
  } catch (error) {
    throw fileError(error, path, cure);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** What rename(2) says when there is a folder with something in it, or a file. */
const IS_THERE: readonly string[] = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'];

let made = 0;

/** In the same folder, so that a rename suffices; its end names the process, so that what a dead one left can be told. */
function partialOf(path: string): string {
  const place = resolve(path);
  return join(dirname(place), `.${basename(place)}-${++made}-${process.pid}.partial`);
}
