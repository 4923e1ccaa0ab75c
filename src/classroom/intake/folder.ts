// A folder of this machine as entries. Symbolic links in it are not followed.
import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from '#node/file-error.js';
import { CLASS_CAPS, KEPT } from './caps.js';
import { shown, unusable, type Entry } from './entry.js';
import { isLitter } from './path.js';

/** Of a class: its own folder, one for each student, and the student's. */
const DEEPEST = KEPT.depth + 3;

/** @throws IpclabError `usage` when a folder of it cannot be read, or there is no end to it */
export async function readFolder(folder: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  await walk(folder, '', 0, entries);
  return entries;
}

async function walk(root: string, below: string, depth: number, entries: Entry[]): Promise<void> {
  const found = await readdir(join(root, below), { withFileTypes: true }).catch((error: unknown) => {
    throw fileError(error, shown(join(root, below)), 'grade it again');
  });
  // The same order on every machine.
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const each of found) {
    const path = `${below}${each.name}`;
    if (isLitter(path)) continue;
    if (entries.length === CLASS_CAPS.entries)
      throw unusable(`${shown(root)} holds more than ${CLASS_CAPS.entries} files; give the folder of the submissions`);
    entries.push(await entryOf(root, path, each));
    // U+FFFD: a name that is no UTF-8 cannot be opened by what is left of it.
    if (each.isDirectory() && depth < DEEPEST && !each.name.includes('\ufffd'))
      await walk(root, `${path}/`, depth + 1, entries);
  }
}

async function entryOf(root: string, path: string, found: Dirent): Promise<Entry> {
  const full = join(root, path);
  const kind = kindOf(found);
  const size =
    kind === 'file'
      ? await lstat(full).then(
          (file) => file.size,
          () => 0,
        )
      : 0;
  return {
    path: kind === 'folder' ? `${path}/` : path,
    kind,
    size,
    read: async () => {
      const content = await readFile(full).catch((error: unknown) => {
        throw fileError(error, shown(full), 'grade it again');
      });
      if (content.length > size) throw unusable(`${shown(full)} grew while it was read; grade it again`);
      return new Uint8Array(content);
    },
  };
}

function kindOf(found: Dirent): Entry['kind'] {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  return found.isSymbolicLink() ? 'link' : 'special';
}
