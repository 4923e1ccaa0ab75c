// What is kept for clients, in memory: who finds it missing asks for it, or puts it here, again.
import type { Bytes } from '#util/bytes.js';

/** What one takes beside its content, so that very many empty ones have an end too. */
const BESIDE = 1024;

/** Keeps so many bytes; for a new one, those go that nobody has asked for longest. */
export class ByteCache {
  readonly #kept = new Map<string, Bytes>();
  readonly #most: number;
  #size = 0;

  /** @param most bytes of all together */
  constructor(most: number) {
    this.#most = most;
  }

  /** @returns whether there is room for it at all */
  put(id: string, content: Bytes): boolean {
    if (costOf(content) > this.#most) return false;
    this.drop(id);
    this.#kept.set(id, content);
    this.#size += costOf(content);
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#most) break;
      this.drop(oldest);
    }
    return true;
  }

  has(id: string): boolean {
    return this.#kept.has(id);
  }

  get(id: string): Bytes | undefined {
    const content = this.#kept.get(id);
    if (!content) return undefined;
    this.#kept.delete(id);
    this.#kept.set(id, content);
    return content;
  }

  /** @returns whether it was there */
  drop(id: string): boolean {
    const content = this.#kept.get(id);
    if (content) this.#size -= costOf(content);
    return this.#kept.delete(id);
  }
}

function costOf(content: Bytes): number {
  return content.length + BESIDE;
}
