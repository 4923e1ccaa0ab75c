// Files by their content, so that a result can be had again a year later.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBytes } from '#node/file-error.js';
import { writeWhole } from '#node/whole-file.js';
import type { Files } from '#scenario/setting.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';

/** Of a file as a result names it. */
export interface StoredFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Files as a result names them. */
export function namesOf(files: Files): StoredFile[] {
  return Object.entries(files).map(([path, content]) => ({ path, size: content.length, sha256: digestOf(content) }));
}

const CURE = 'bring it back, or grade the submissions again';

export class SourceStore {
  readonly #folder: string;

  /** @param folder the folder of a class's results */
  constructor(folder: string) {
    this.#folder = join(folder, 'sources');
  }

  /** Keeps files; whole and on the disk when this returns. */
  async keep(files: Files): Promise<StoredFile[]> {
    const kept = namesOf(files);
    for (const { path, sha256 } of kept) {
      const content = files[path];
      if (content) await this.#write(sha256, content);
    }
    return kept;
  }

  /** @throws IpclabError `usage` when one is missing or not what it was */
  async load(files: readonly StoredFile[]): Promise<Files> {
    const loaded = await Promise.all(files.map(async ({ path, sha256 }) => [path, await this.#read(sha256)] as const));
    return Object.fromEntries(loaded);
  }

  async #write(sha256: string, content: Bytes): Promise<void> {
    const place = this.#placeOf(sha256);
    const present = await readFile(place).catch(() => undefined);
    // What a broken disk or a person has changed is written again: it is what a reader asks for.
    if (present && digestOf(present) === sha256) return;
    await writeWhole(place, content, { cure: 'give another folder with --out', durable: true });
  }

  async #read(sha256: string): Promise<Bytes> {
    const place = this.#placeOf(sha256);
    const content = await readBytes(place, CURE);
    if (digestOf(content) !== sha256) throw new IpclabError('usage', `${place}: is not what was graded; ${CURE}`);
    return content;
  }

  #placeOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
