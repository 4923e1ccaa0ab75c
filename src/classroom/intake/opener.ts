// Archives and hand-in files of one student, opened in place. All of them together are bounded as one archive is.
import { isHandIn } from '#kit/hand-in.js';
import { readHandIn, type Claimed } from '#kit/read-hand-in.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import type { IpclabError } from '#util/error.js';
import { isArchive, readArchive } from './archive.js';
import { inWords, LARGEST_HAND_IN, STUDENT_CAPS } from './caps.js';
import type { Notes } from './collect.js';
import { presentFile, shown, unusable, type Entry } from './entry.js';
import { folderOf, safePath } from './path.js';
import { tooMany } from './zip.js';

export class Opener {
  readonly #opened: boolean;
  readonly #notes: Notes;
  readonly #claimed: Claimed[];
  /** What is left of the caps. */
  #unpacked = STUDENT_CAPS.unpacked;

  /**
   * @param opened the entries come out of the student's archive; archives among them stay closed
   * @param claimed takes what the student typed into hand-in files
   */
  constructor(opened: boolean, notes: Notes, claimed: Claimed[]) {
    this.#opened = opened;
    this.#notes = notes;
    this.#claimed = claimed;
  }

  /**
   * What is in archives is not opened again.
   *
   * @throws IpclabError `usage` when there is more than anybody hands in, or something is damaged
   */
  async expand(entries: readonly Entry[]): Promise<Entry[]> {
    if (entries.some(({ kind }) => kind === 'cut')) throw tooManyInAll();
    this.#bound(entries.length);
    const expanded: Entry[] = [];
    let count = entries.length;
    for (const entry of entries) {
      const inside = entry.kind === 'file' ? await this.#open(entry) : undefined;
      if (inside === undefined) {
        expanded.push(entry);
        continue;
      }
      count += inside.length;
      this.#bound(count);
      for (const each of inside) expanded.push(below(folderOf(entry.path), each));
    }
    return expanded;
  }

  #bound(count: number): void {
    if (count > STUDENT_CAPS.entries) throw tooManyInAll();
  }

  async #open(entry: Entry): Promise<readonly Entry[] | undefined> {
    const { path } = entry;
    if (isHandIn(path)) {
      const { files, student } = readHandIn(decodeText(await readCapped(entry, LARGEST_HAND_IN)), shown(path));
      if (files.length > STUDENT_CAPS.entries) throw tooMany(shown(path), STUDENT_CAPS.entries);
      this.#claimed.push(student);
      return files.map(([name, content]) => presentFile(name, content));
    }
    if (!isArchive(path)) return undefined;
    if (this.#opened) {
      this.#notes.add(`${shown(path)} was left out: archives within an archive stay closed`);
      return [];
    }
    const archive = await readCapped(entry, STUDENT_CAPS.archive);
    const inside = await readArchive(archive, path, { ...STUDENT_CAPS, unpacked: this.#unpacked });
    this.#unpacked -= archive.length;
    for (const { size } of inside) this.#unpacked -= size;
    if (this.#unpacked < 0) throw unusable(`${shown(path)} unpacks to more than it may; hand in the sources alone`);
    return inside;
  }
}

function tooManyInAll(): IpclabError {
  return unusable(`it holds more than ${STUDENT_CAPS.entries} files; hand in the sources alone`);
}

/** A path that leads out of its archive is left as it is, to be told and left out. */
function below(folder: string, entry: Entry): Entry {
  return 'path' in safePath(entry.path) ? { ...entry, path: folder + entry.path } : entry;
}

async function readCapped(entry: Entry, most: number): Promise<Bytes> {
  if (entry.size > most)
    throw unusable(`${shown(entry.path)} is larger than ${inWords(most)}; hand in the sources alone`);
  return entry.read();
}
