// A run at any instant, for who goes to and fro in it.
import type { XrayEvent } from './events.js';
import { RunState } from './run-state.js';

export class Replay {
  readonly #events: readonly XrayEvent[];
  #state = new RunState();
  #next = 0;

  constructor(events: readonly XrayEvent[]) {
    this.#events = events;
  }

  /**
   * How it was just after an event.
   *
   * @param index of the event; the state is valid until the next call
   */
  at(index: number): RunState {
    if (index + 1 < this.#next) {
      this.#state = new RunState();
      this.#next = 0;
    }
    for (; this.#next <= index; this.#next++) {
      const event = this.#events[this.#next];
      if (!event) break;
      this.#state.apply(event, this.#next);
    }
    return this.#state;
  }
}
