// Whether a machine goes on, however slow this host is.

/** How often somebody looks, ms of the host's clock. */
const EVERY = 1000;

/** Looks in a row that find no progress before the machine is given up. */
export const LOOKS = 30;

/**
 * As long as it has never answered, its worker may be loading its script, which takes a second of processor time: on a host with
 * much else to do that is long after a look that takes none.
 */
export const LOOKS_AT_START = 10 * LOOKS;

/**
 * Asks a machine for its progress while something is wanted of it. Looks are counted, not time: a host that was asleep,
 * or that had no processor for either side, has looked once.
 */
export class ProgressWatch {
  readonly #ask: () => Promise<number>;
  readonly #giveUp: (looks: number) => void;
  #wanted = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #hasAnswered = false;
  #progress: number | undefined;
  #silent = 0;

  /**
   * @param ask gives another number than before when the machine has gone on
   * @param giveUp called once, when it has not for so many looks: {@link LOOKS}, or {@link LOOKS_AT_START}
   */
  constructor(ask: () => Promise<number>, giveUp: (looks: number) => void) {
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
      const looks = this.#hasAnswered ? LOOKS : LOOKS_AT_START;
      if (++this.#silent > looks) {
        this.#giveUp(looks);
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
        this.#hasAnswered = true;
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
