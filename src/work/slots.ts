// A bound on how much is done at a time, and on how much waits for it.
import { deferred } from '#util/deferred.js';
import { IpclabError } from '#util/error.js';

/** So many at a time, and so many in a queue, first come, first served; whoever comes after them is sent away at once. */
export class Slots {
  readonly #waiting = new Set<() => void>();
  readonly #most: number;
  readonly #longest: number;
  #taken = 0;

  /**
   * @param most at a time
   * @param longest how many may wait
   */
  constructor(most: number, longest: number) {
    this.#most = most;
    this.#longest = longest;
  }

  /** Whether who comes now is sent away. */
  get isFull(): boolean {
    return this.#taken >= this.#most && this.#waiting.size >= this.#longest;
  }

  /**
   * Does work as soon as there is a slot for it.
   *
   * @param signal takes it out of the queue; once it is under way, stopping is the work's own affair
   * @returns undefined: the queue is full, and nothing was done
   * @throws what the work throws; IpclabError `aborted` when the signal fired in the queue
   */
  async use<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
    if (this.#taken >= this.#most) {
      if (this.isFull) return undefined;
      await this.#turn(signal);
    } else this.#taken++;
    try {
      return await work();
    } finally {
      // A slot goes from hand to hand, so that nobody overtakes who waits.
      const [next] = this.#waiting;
      if (next) next();
      else this.#taken--;
    }
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    const turn = deferred<void>();
    const leave = (): void => {
      this.#waiting.delete(take);
      turn.reject(new IpclabError('aborted', 'nobody waits for it any more', {}, { cause: signal?.reason }));
    };
    const take = (): void => {
      this.#waiting.delete(take);
      signal?.removeEventListener('abort', leave);
      turn.resolve();
    };
    this.#waiting.add(take);
    signal?.addEventListener('abort', leave, { once: true });
    if (signal?.aborted) leave();
    await turn.promise;
  }
}
