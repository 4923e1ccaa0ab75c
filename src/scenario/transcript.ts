// What a party has printed so far, and waiting for something in it.
import { deferred } from '#util/deferred.js';

/**
 * How far before the newest text a match may begin, characters. It bounds what one more chunk costs: a program that prints
 * a byte at a time must not have everything that it ever printed searched for each.
 */
const LONGEST_MATCH = 4096;

export class Transcript {
  readonly #pieces: string[] = [];
  #over = false;
  #more = deferred<void>();

  add(text: string): void {
    this.#pieces.push(text);
    this.#signal();
  }

  /** Nothing comes any more. */
  close(): void {
    this.#over = true;
    this.#signal();
  }

  /**
   * Waits until the text from a place on matches, or nothing comes any more.
   *
   * @param from where to begin; it counts as the beginning of a line
   * @returns where the match ends; null: there was none
   */
  async find(source: string, from = 0): Promise<number | null> {
    const pattern = new RegExp(source, 'gm');
    let taken = this.#pieces.length;
    let start = from;
    let text = this.#pieces.join('').slice(from);
    for (;;) {
      const found = pattern.exec(text);
      if (found) return start + found.index + found[0].length;
      if (this.#over) return null;
      await this.#more.promise;
      const cut = Math.max(0, text.length - LONGEST_MATCH - 1);
      text = text.slice(cut) + this.#pieces.slice(taken).join('');
      start += cut;
      taken = this.#pieces.length;
      // The character before it says whether a line begins there.
      pattern.lastIndex = start === from ? 0 : 1;
    }
  }

  #signal(): void {
    const woken = this.#more;
    this.#more = deferred();
    woken.resolve();
  }
}
