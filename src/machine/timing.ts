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

/** This machine's own timers, whoever owns the realm's. */
export const hostSetTimeout = setTimeout;
export const hostClearTimeout = clearTimeout;
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

/** The speed of the processor where instructions count as time: 100 MIPS, about what the interpreter really does. */
export const INSTRUCTIONS_PER_MS = 100_000;

/** This machine's own time; waits can be skipped while {@link fastForward} is on. */
export class RealTiming implements Timing {
  /** Skip what the guest waits instead of waiting. */
  fastForward = false;
  #standing: number | undefined = 0;
  #ahead = 0;
  #skipped = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #asked = 0;
  #counter: () => number = () => 0;
  #count = 0;
  #looked = 0;
  #elapsed = 0;
  #holding = false;
  /** What the processor would go on with. */
  #held: (() => void) | undefined;

  /** Takes the place where instructions are counted: 32 bits that wrap. */
  countWith(counter: () => number): void {
    this.#counter = counter;
  }

  /** How often the processor has gone on; while it is told to stand still, how often somebody has asked. */
  get turns(): number {
    if (this.#holding) this.#asked++;
    return this.#turn + this.#asked;
  }

  /**
   * Time that the guest really had since {@link go}, ms: what it computed, and what it waited. While this machine does
   * something else it goes slower than the guest's clock, or stands still.
   */
  get elapsed(): number {
    return this.#elapsed;
  }

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
    this.#elapsed = 0;
    this.#begin();
  }

  date(): number {
    return hostDate() + this.#skipped;
  }

  random(array: Uint8Array<ArrayBuffer>): void {
    hostRandom(array);
  }

  wait(ms: number, resume: () => void): void {
    hostClearTimeout(this.#timer);
    this.#computed();
    this.#held = undefined;
    const turn = ++this.#turn;
    if (ms >= 1 && !this.fastForward) {
      // A host's timer drops fractions of a millisecond: the processor would be back too early, and ask again and again until it is time.
      this.#timer = hostSetTimeout(() => {
        this.#elapsed += ms;
        this.#resume(resume);
      }, Math.ceil(ms));
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
    this.#begin();
    held?.();
  }

  #resume(resume: () => void): void {
    this.#begin();
    if (this.#holding) this.#held = resume;
    else resume();
  }

  #skip(ms: number): void {
    this.#ahead += ms;
    this.#skipped += ms;
    this.#elapsed += ms;
  }

  /** The processor begins to compute. */
  #begin(): void {
    this.#count = this.#counter();
    this.#looked = hostNow();
  }

  /** It has computed: no longer than this machine's clock says, and no longer than its instructions take. */
  #computed(): void {
    const instructions = (this.#counter() - this.#count) >>> 0;
    this.#elapsed += Math.min(hostNow() - this.#looked, instructions / INSTRUCTIONS_PER_MS);
    this.#begin();
  }
}
