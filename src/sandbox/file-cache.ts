// Files that clients have put here for their runs, in memory: a client that finds one missing puts it again.
import type { Bytes } from '#util/bytes.js';

/** What a file takes beside its content, so that very many empty ones have an end too. */
const BESIDE = 1024;

/** Keeps so many bytes; for a new file, those go that nobody has asked for longest. */
export class FileCache {
  readonly #files = new Map<string, Bytes>();
  readonly #most: number;
  #size = 0;

  /** @param most bytes of all files together */
  constructor(most: number) {
    this.#most = most;
  }

  /** @returns whether there is room for it at all */
  put(id: string, content: Bytes): boolean {
    if (costOf(content) > this.#most) return false;
    this.#drop(id);
    this.#files.set(id, content);
    this.#size += costOf(content);
    for (const oldest of this.#files.keys()) {
      if (this.#size <= this.#most) break;
      this.#drop(oldest);
    }
    return true;
  }

  has(id: string): boolean {
    return this.#files.has(id);
  }

  get(id: string): Bytes | undefined {
    const content = this.#files.get(id);
    if (!content) return undefined;
    this.#files.delete(id);
    this.#files.set(id, content);
    return content;
  }

  #drop(id: string): void {
    const content = this.#files.get(id);
    if (content) this.#size -= costOf(content);
    this.#files.delete(id);
  }
}

function costOf(content: Bytes): number {
  return content.length + BESIDE;
}
