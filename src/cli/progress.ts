// What long work says while it goes on, on standard error.
const CLEAR_LINE = '\r\u001b[K';

/**
 * On a terminal one line that changes and counts the seconds; elsewhere a line for each step.
 */
export class Progress implements Disposable {
  readonly #live = process.stderr.isTTY;
  #current = '';
  #since = 0;
  #timer: NodeJS.Timeout | undefined;

  /** The step that is going on now. */
  step(text: string): void {
    this.#current = text;
    this.#since = Date.now();
    if (!this.#live) {
      process.stderr.write(`${text}\n`);
      return;
    }
    this.#draw();
    this.#timer ??= setInterval(() => {
      this.#draw();
    }, 1000).unref();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    if (this.#live) process.stderr.write(CLEAR_LINE);
  }

  #draw(): void {
    const seconds = Math.round((Date.now() - this.#since) / 1000);
    process.stderr.write(`${CLEAR_LINE}${this.#current}${seconds > 0 ? ` (${seconds} s)` : ''}`);
  }
}
