// Whether a machine goes on, however slow this host is.

/** How often somebody looks, ms of the host's clock. */
const EVERY = 1000;

/** Looks in a row that find no progress before the machine is given up. */
export const LOOKS = 30;

/**
 * Asks a machine for its progress while something is wanted of it. Looks are counted, not time: a host that was asleep,
 * or that had no processor for either side, has looked once.
 */
export class ProgressWatch {
  readonly #ask: () => Promise<number>;
  readonly #giveUp: () => void;
  #wanted = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #progress: number | undefined;
  #silent = 0;

  /**
   * @param ask gives another number than before when the machine has gone on
   * @param giveUp called once, when it has not for {@link LOOKS} looks
   */
  constructor(ask: () => Promise<number>, giveUp: () => void) {
    this.#ask = ask;
    this.#giveUp = giveUp;
  }

  /** Watches until the work is settled. */
  during(work: Promise<unknown>): void {
    if (this.#wanted++ === 0) {
      this.#silent = 0;
      this.#lookLater();
    }
    const done = (): void => {
      if (--this.#wanted === 0) clearTimeout(this.#timer);
    };
    work.then(done, done);
  }

  #lookLater(): void {
    this.#timer = setTimeout(() => {
      if (++this.#silent > LOOKS) {
        this.#giveUp();
        return;
      }
      this.#look();
      this.#lookLater();
    }, EVERY);
  }

  #look(): void {
    if (this.#asking) return;
    this.#asking = true;
    void this.#ask()
      .then((progress) => {
        if (progress !== this.#progress) this.#silent = 0;
        this.#progress = progress;
      })
      // A machine that is lost is told of by other ways.
      .catch(() => undefined)
      .finally(() => {
        this.#asking = false;
      });
  }
}
