// Looks into the container while a program runs and is silent, and once more when it has ended; an idle page asks for nothing.
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Facts } from '#facts/types.js';
import type { Observation } from '../session/state.js';
import { observe } from './observe.js';

/** How long nothing must have come before somebody looks, ms; and how much longer the next look is away each time. */
const SILENCE = 1000;
const SLOWER = 1.5;
const SLOWEST = 10_000;
/** A program that still computes at so many looks in a row, and says nothing meanwhile, may never end. */
const LOOKS_AT_COMPUTING = 3;
/** Bytes of output of one program, which nobody reads any more. */
const FLOOD = 250_000;

export class Watch {
  readonly #seen = signal<readonly Observation[]>([]);
  readonly #look: () => Promise<Facts | null>;
  readonly #isHidden: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #after = SILENCE;
  /** Changes when what was asked before no longer counts. */
  #course = 0;
  /** Counts the programs that were run. */
  #run = 0;
  #computing = 0;
  #output = 0;
  /** What programs were at when they were stopped; it stays until another one runs. */
  #stopped: Observation | undefined;

  /**
   * @param look asks what is in the container
   * @param isHidden whether nobody would read it
   */
  constructor(look: () => Promise<Facts | null>, isHidden: () => boolean) {
    this.#look = look;
    this.#isHidden = isHidden;
  }

  /** What is seen now, and what programs were at when they were stopped. */
  get seen(): ReadonlySignal<readonly Observation[]> {
    return this.#seen;
  }

  /** A program runs, or none any more. */
  set running(running: boolean) {
    if (running === this.#running) return;
    this.#running = running;
    if (running) this.#forget();
    this.#output = 0;
    this.#restart();
  }

  /** @param bytes of output that came; 0: somebody typed */
  active(bytes: number): void {
    if (!this.#running) return;
    this.#output += bytes;
    if (this.#output > FLOOD) {
      if (this.#seen.value.every(({ kind }) => kind !== 'flood')) this.#show({ kind: 'flood', sentences: [] });
      clearTimeout(this.#timer);
    } else this.#restart();
  }

  /** Programs are being stopped: what they are at is kept, as it is seen now or was seen last. */
  async stopping(): Promise<void> {
    if (!this.#running || this.#stopped) return;
    const run = this.#run;
    const [shown] = this.#seen.value;
    // The guest answers before it hears of the signal that follows.
    const facts = shown ? null : await this.#look().catch(() => null);
    const observation = shown ?? (facts ? observe(facts) : undefined);
    // That a program waited for a person's keys explains nothing once that person has stopped it.
    if (run !== this.#run || !observation || observation.kind === 'left' || observation.kind === 'input') return;
    this.#stopped = { ...observation, over: true };
    this.#show(this.#seen.value.find(({ over }) => over !== true));
  }

  /** A shell is at its prompt: what is left behind is seen now. */
  async ended(): Promise<void> {
    if (this.#running) return;
    const course = this.#course;
    const facts = await this.#look().catch(() => null);
    if (course !== this.#course || !facts) return;
    const left = observe(facts);
    this.#show(left?.kind === 'left' ? left : undefined);
  }

  /** Forgets what is over; what runs is seen on. */
  forgetPast(): void {
    this.#forget();
    if (!this.#running) this.#restart();
  }

  /** Forgets what was seen; nothing runs. */
  clear(): void {
    this.#running = false;
    this.#forget();
    this.#restart();
  }

  #forget(): void {
    this.#run++;
    this.#stopped = undefined;
  }

  #restart(): void {
    this.#course++;
    this.#after = SILENCE;
    this.#computing = 0;
    this.#show();
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
    const facts = this.#isHidden() ? null : await this.#look().catch(() => null);
    if (course !== this.#course) return;
    if (facts) {
      const now = observe(facts);
      this.#computing = now?.kind === 'computing' ? this.#computing + 1 : 0;
      const tells = now?.kind !== 'left' && (now?.kind !== 'computing' || this.#computing >= LOOKS_AT_COMPUTING);
      this.#show(tells ? now : undefined);
    }
    this.#schedule();
  }

  #show(now?: Observation): void {
    const seen = [this.#running ? undefined : this.#stopped, now].filter((one) => one !== undefined);
    if (seen.length > 0 || this.#seen.value.length > 0) this.#seen.value = seen;
  }
}
