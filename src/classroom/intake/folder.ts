// A folder of this machine as entries. Symbolic links in it are not followed.
import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from '#node/file-error.js';
import { CLASS_CAPS, KEPT, STUDENT_CAPS } from './caps.js';
import { shown, unusable, type Entry } from './entry.js';
import { isLitter } from './path.js';

/** Of a class: its own folder, one for each student, and the student's. */
const DEEPEST = KEPT.depth + 3;

/**
 * Of each part of a class, and of one student's folder, no more is listed than makes it too much: that costs one student, and
 * no other.
 *
 * @throws IpclabError `usage` when a folder of it cannot be read, or has more parts than a class
 */
export async function readFolder(folder: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  let below = '';
  let found = await list(folder, below);
  // Folders around the class: there is nothing beside them.
  for (
    let [only] = found;
    found.length === 1 && only?.isDirectory() && below.split('/').length < DEEPEST;
    [only] = found
  ) {
    below = `${below}${only.name}/`;
    entries.push(await entryOf(folder, below.slice(0, -1), only));
    found = await list(folder, below);
  }
  if (found.length > CLASS_CAPS.entries)
    throw unusable(`${shown(folder)} holds more than ${CLASS_CAPS.entries} files; give the folder of the submissions`);
  for (const each of found) {
    const part: Entry[] = [];
    await walk(folder, below, each, 0, part);
    for (const entry of part) entries.push(entry);
  }
  return entries;
}

/** In the same order on every machine. */
async function list(root: string, below: string): Promise<Dirent[]> {
  const found = await readdir(join(root, below), { withFileTypes: true }).catch((error: unknown) => {
    throw fileError(error, shown(join(root, below)), 'grade it again');
  });
  return found.filter(({ name }) => !isLitter(`${below}${name}`)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function walk(root: string, below: string, each: Dirent, depth: number, part: Entry[]): Promise<void> {
  const path = `${below}${each.name}`;
  if (part.length === STUDENT_CAPS.entries) {
    part.push({ path, kind: 'cut', size: 0, read: () => Promise.reject(unusable(`${shown(path)} was not looked at`)) });
    return;
  }
  part.push(await entryOf(root, path, each));
  // U+FFFD: a name that is no UTF-8 cannot be opened by what is left of it.
  if (!each.isDirectory() || depth >= DEEPEST || each.name.includes('\ufffd')) return;
  for (const inside of await list(root, `${path}/`)) {
    if (part.at(-1)?.kind === 'cut') return;
    await walk(root, `${path}/`, inside, depth + 1, part);
  }
}

async function entryOf(root: string, path: string, found: Dirent): Promise<Entry> {
  const full = join(root, path);
  const kind = kindOf(found);
  const stats = kind === 'file' ? await lstat(full).catch(() => undefined) : undefined;
  const size = stats?.size ?? 0;
  return {
    path: kind === 'folder' ? `${path}/` : path,
    kind,
    size,
    modified: stats?.mtime,
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
