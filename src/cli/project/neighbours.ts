// What lies beside a program and may be read by it: small files, and not too many.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from '#util/bytes.js';
import { isCompiled, isSource } from '#util/source-text.js';
import { asText } from './host-file.js';

const MIB = 1024 * 1024;

/** Data of an exercise is small; what is larger comes along when the program names it. */
const LARGEST = 1 * MIB;
const ALL = 4 * MIB;
const MOST = 256;

export interface Neighbours {
  readonly files: ReadonlyMap<string, Bytes>;
  /** Those for which there was no room. */
  readonly leftOut: readonly string[];
}

/**
 * The regular files of folders, but for hidden ones and what a compiler made here.
 *
 * @param known paths that come along anyway
 */
export async function readNeighbours(folders: ReadonlySet<string>, known: ReadonlySet<string>): Promise<Neighbours> {
  const paths = (await Promise.all([...folders].map(filesOf))).flat().filter((path) => !known.has(path));
  const files = new Map<string, Bytes>();
  const leftOut: string[] = [];
  let bytes = 0;
  for (const path of [...new Set(paths)].sort(sourcesFirst)) {
    const size = await sizeOf(path);
    if (size === undefined) continue;
    if (size > LARGEST || bytes + size > ALL || files.size === MOST) {
      leftOut.push(path);
      continue;
    }
    // What may not be read is not the program's either.
    const content = await readFile(path).catch(() => undefined);
    if (!content || isCompiled(path, new Uint8Array(content))) continue;
    bytes += size;
    files.set(path, asText(path, new Uint8Array(content)));
  }
  return { files, leftOut };
}

/** A folder and those below it, but for hidden ones. */
export async function foldersBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory() && !isPassedOver(entry.name));
  return [folder, ...(await Promise.all(below.map(({ name }) => foldersBelow(join(folder, name))))).flat()];
}

export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile() && !isPassedOver(entry.name)).map(({ name }) => join(folder, name));
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

function sourcesFirst(a: string, b: string): number {
  return Number(isSource(b)) - Number(isSource(a)) || (a < b ? -1 : 1);
}
