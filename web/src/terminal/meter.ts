// Flow control of one stream: the guest may have so many bytes under way, and gets more as the terminal has shown them.

/** Counts what the terminal has taken in, and says when it is worth a message to the guest. */
export class Meter {
  #owed = 0;

  /** @param window bytes that may be under way */
  constructor(readonly window: number) {}

  /**
   * @param bytes that the terminal has taken in
   * @returns how many to grant to the guest now; 0: not yet
   */
  taken(bytes: number): number {
    this.#owed += bytes;
    // A quarter: few messages, and the guest never stands still while the terminal has time.
    if (this.#owed < this.window / 4) return 0;
    const grant = this.#owed;
    this.#owed = 0;
    return grant;
  }
}
