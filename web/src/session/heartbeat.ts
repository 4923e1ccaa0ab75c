// Whether the guest still answers, asked only when a person has acted and nothing came back.

/** How long after the act somebody asks, ms. */
const PATIENCE = 3000;

export class Heartbeat {
  readonly #ask: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;

  /** @param ask a request to the guest, at which a machine that does not answer is given up */
  constructor(ask: () => Promise<void>) {
    this.#ask = ask;
  }

  /** The person typed something or pressed a button. */
  acted(): void {
    if (this.#asking || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.#question(), PATIENCE);
  }

  /** Something came. */
  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #question(): Promise<void> {
    this.#timer = undefined;
    this.#asking = true;
    await this.#ask().catch(() => undefined);
    this.#asking = false;
  }
}
