// What many calls depend on, one after the other, and what ends all that are under way when it ends.
import { deferred, type Deferred } from './deferred.js';

export class Lifetime {
  readonly #calls = new Set<Deferred<never>>();
  #reason: Error | undefined;

  /**
   * Settles as the work does, or rejects when this ends before. Nothing of the work is kept once it is settled, unlike by
   * `Promise.race` with a promise that stays: that keeps what each call came to until it is settled itself.
   */
  async during<T>(work: Promise<T>): Promise<T> {
    const call = deferred<never>();
    if (this.#reason) call.reject(this.#reason);
    else this.#calls.add(call);
    try {
      return await Promise.race([work, call.promise]);
    } finally {
      this.#calls.delete(call);
    }
  }

  /** For good; only the first reason counts. */
  end(reason: Error): void {
    this.#reason ??= reason;
    for (const call of this.#calls) call.reject(this.#reason);
  }
}
