// Where v86 gets time, waiting and chance from.

/** What a processor's surroundings do for it. */
export interface Timing {
  /** Milliseconds since some start, with fractions; never goes back. Stands for `performance.now`. */
  now(): number;
  /** Milliseconds since 1970. Stands for `Date.now`. */
  date(): number;
  /** Fills an array with random bytes. Stands for `crypto.getRandomValues`. */
  random(array: Uint8Array): void;
  /** From now on the clock shows this, and stands still, until {@link go}. */
  stand(ms: number): void;
  /** It goes on from where it stands. */
  go(): void;
  /**
   * Calls back when the processor has something to do again: after `ms` at the latest, at once when it is below 1.
   * A later call takes the place of an earlier one.
   */
  wait(ms: number, resume: () => void): void;
}

/** Milliseconds since 1970 by this machine's own clock, whoever owns the realm's clock. */
export const hostDate = Date.now.bind(Date);
/** Milliseconds by this machine's own clock, with fractions. */
export const hostNow = performance.now.bind(performance);

const hostSetTimeout = setTimeout;
const hostClearTimeout = clearTimeout;
const hostRandom = crypto.getRandomValues.bind(crypto);

/** Runs a callback as the next turn of the event loop, after all promises that are settled by now. */
export const nextTurn: (callback: () => void) => void = makeNextTurn();

function makeNextTurn(): (callback: () => void) => void {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => void };
  if (setImmediate) return setImmediate;
  // A timer of 0 waits 4 ms in a browser when it nests; a message does not.
  const channel = new MessageChannel();
  const callbacks: (() => void)[] = [];
  channel.port1.onmessage = () => callbacks.shift()?.();
  return (callback) => {
    callbacks.push(callback);
    channel.port2.postMessage(undefined);
  };
}

/** This machine's own time; waits can be skipped while {@link fastForward} is on. */
export class RealTiming implements Timing {
  /** Skip what the guest waits instead of waiting. */
  fastForward = false;
  #standing: number | undefined = 0;
  #ahead = 0;
  #skipped = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #holding = false;
  /** What the processor would go on with. */
  #held: (() => void) | undefined;

  now(): number {
    return this.#standing ?? hostNow() + this.#ahead;
  }

  stand(ms: number): void {
    this.#standing = ms;
  }

  go(): void {
    this.#ahead = (this.#standing ?? 0) - hostNow();
    this.#skipped = 0;
    this.#standing = undefined;
  }

  date(): number {
    return hostDate() + this.#skipped;
  }

  random(array: Uint8Array<ArrayBuffer>): void {
    hostRandom(array);
  }

  wait(ms: number, resume: () => void): void {
    hostClearTimeout(this.#timer);
    this.#held = undefined;
    const turn = ++this.#turn;
    if (ms >= 1 && !this.fastForward) {
      this.#timer = hostSetTimeout(() => {
        this.#resume(resume);
      }, ms);
      return;
    }
    nextTurn(() => {
      if (turn !== this.#turn) return;
      if (ms > 0 && this.fastForward) this.#skip(ms);
      this.#resume(resume);
    });
  }

  /** The processor stands still after the slice that it is in, while the clock goes on. */
  hold(): void {
    this.#holding = true;
  }

  /** It goes on. */
  release(): void {
    this.#holding = false;
    const held = this.#held;
    this.#held = undefined;
    held?.();
  }

  #resume(resume: () => void): void {
    if (this.#holding) this.#held = resume;
    else resume();
  }

  #skip(ms: number): void {
    this.#ahead += ms;
    this.#skipped += ms;
  }
}
