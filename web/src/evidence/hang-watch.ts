// Looks into the container while a program runs and is silent, and only then: an idle page asks for nothing.
import type { Signal } from '@preact/signals';
import type { Facts } from '#facts/types.js';
import type { Hang } from '../session/state.js';
import { hangOf } from './hang-of.js';

/** How long nothing must have come before somebody looks, ms; and how much longer the next look is away each time. */
const SILENCE = 1000;
const SLOWER = 1.5;
const SLOWEST = 10_000;

export class HangWatch {
  readonly #hang: Signal<Hang | undefined>;
  readonly #look: () => Promise<Facts | null>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #after = SILENCE;
  #course = 0;

  /** @param look asks what is in the container */
  constructor(hang: Signal<Hang | undefined>, look: () => Promise<Facts | null>) {
    this.#hang = hang;
    this.#look = look;
  }

  /** A program runs, or none any more. */
  set running(running: boolean) {
    if (running === this.#running) return;
    this.#running = running;
    this.#restart();
    // The last look: what is left behind.
    if (!running) void this.#see(this.#course);
  }

  /** Something came from a terminal or was typed. */
  active(): void {
    if (this.#running) this.#restart();
  }

  /** Forgets what was seen; nothing runs. */
  stop(): void {
    this.#running = false;
    this.#restart();
  }

  #restart(): void {
    this.#course++;
    this.#after = SILENCE;
    if (this.#hang.value) this.#hang.value = undefined;
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#running) return;
    const course = this.#course;
    this.#timer = setTimeout(() => void this.#see(course), this.#after);
    this.#after = Math.min(SLOWER * this.#after, SLOWEST);
  }

  async #see(course: number): Promise<void> {
    // Nobody reads it on a page that is not in sight.
    const facts = document.hidden ? null : await this.#look().catch(() => null);
    if (course !== this.#course) return;
    if (facts) this.#hang.value = hangOf(facts);
    this.#schedule();
  }
}
