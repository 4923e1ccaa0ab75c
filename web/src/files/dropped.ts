// What was dropped onto the page, with the folders that are in it: a browser gives their files only to who asks.
import { MOST_READ, type Incoming } from './upload.js';

/** A file, or a folder. */
export interface Entry {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly isFile: boolean;
}

/** What of a drop is needed. */
export interface Dropped {
  readonly items: Iterable<{ webkitGetAsEntry(): Entry | null }>;
  readonly files: Iterable<File>;
}

/**
 * A folder on its own comes as if it was picked: what is in it is there as in the folder. Of several things each folder keeps its name.
 * Has to be called while the event is told: afterwards the browser has forgotten.
 */
export async function droppedFiles({ items, files }: Dropped): Promise<Incoming[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.every(({ isFile }) => isFile)) return [...files];
  const [only, ...others] = entries;
  const around = only?.isDirectory === true && others.length === 0 ? '' : 'dropped/';
  const found: Incoming[] = [];
  const open = entries.map((entry): { entry: Entry; path: string } => ({ entry, path: around + entry.name }));
  for (let next = open.shift(); next && found.length <= MOST_READ; next = open.shift()) {
    const { entry, path } = next;
    if (isFolder(entry)) {
      const inside = await entriesOf(entry);
      open.push(
        ...inside
          .filter(({ name }) => !name.startsWith('.'))
          .map((one) => ({ entry: one, path: `${path}/${one.name}` })),
      );
    } else if (isFile(entry)) {
      found.push(await incoming(entry, path));
    }
  }
  return found;
}

/** One that is gone again is told as one that cannot be read. */
async function incoming(entry: FileSystemFileEntry, path: string): Promise<Incoming> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject)).catch(() => undefined);
  return {
    name: entry.name,
    webkitRelativePath: path,
    size: file?.size ?? 0,
    arrayBuffer: () => (file ? file.arrayBuffer() : Promise.reject(new Error(`${path} is gone`))),
  };
}

/** A browser gives some at a time, and none after the last. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)).catch(
      () => [],
    );
    all.push(...some);
    if (some.length === 0 || all.length > MOST_READ) return all;
  }
}

function isFolder(entry: Entry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: Entry): entry is FileSystemFileEntry {
  return entry.isFile;
}
