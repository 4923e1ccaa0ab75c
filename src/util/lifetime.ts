// What many calls depend on, one after the other, and what ends all that are under way when it ends.
import { deferred } from './deferred.js';

export class Lifetime {
  readonly #calls = new Set<(reason: Error) => void>();
  #reason: Error | undefined;

  /**
   * Settles as the work does, or rejects when this ends before. Nothing of the work is kept once it is settled, unlike by
   * `Promise.race` with a promise that stays: that keeps what each call came to until it is settled itself.
   */
  async during<T>(work: Promise<T>): Promise<T> {
    const { promise: end, reject } = deferred<never>();
    if (this.#reason) reject(this.#reason);
    else this.#calls.add(reject);
    try {
      return await Promise.race([work, end]);
    } finally {
      this.#calls.delete(reject);
    }
  }

  /** For good; only the first reason counts. */
  end(reason: Error): void {
    this.#reason ??= reason;
    for (const reject of this.#calls) reject(this.#reason);
  }
}
