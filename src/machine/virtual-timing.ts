// Time that counts instructions, and jumps when every process of the guest waits.
import { Chance } from '#util/chance.js';
import { LEAP, type Schedule } from './schedule.js';
import type { Ahead } from './slices.js';
import { hostClearTimeout, hostSetTimeout, INSTRUCTIONS_PER_MS, nextTurn, type Timing } from './timing.js';

export interface VirtualOptions {
  /**
   * Which of the many possible courses of time: it sets how fast the processor seems and where the timer strikes. 0: exactly
   * {@link INSTRUCTIONS_PER_MS} and no jitter.
   */
  readonly seed: number;
  /** The wall clock at the start, ms since 1970. */
  readonly start: number;
}

/** Everything that a clock depends on. */
export interface ClockMark {
  readonly instructions: number;
  readonly count: number;
  readonly skipped: number;
  readonly latest: number;
  readonly origin: number;
  readonly perMs: number;
  readonly random: number;
  readonly ranUntil: number;
  /** What the guest was waiting for, ms. */
  readonly wait: number;
}

/** With a seed the speed is up to so much lower or higher. */
const SPEED_SPREAD = 0.3;
/** With a seed each turn is up to so many ms longer: a timer tick of 10 ms wanders through the program. */
const JITTER = 0.3;
/** With a seed the first timer tick comes up to so many ms earlier. */
const PHASE = 10;
/** Least step while no instruction runs, ms: a timer that is due at the very same moment must strike. */
const CREEP = 0.02;
/** What one reading advances the clock when no instruction ran since the last, ms: no two readings are equal. */
const READING = 1e-5;

const NO_PAUSE = { at: Infinity, work: async (): Promise<void> => undefined };

/**
 * The guest runs only during {@link begin} and {@link end}: what the host does in between takes no time, and a request always
 * finds the machine where the last one left it. Each slice of the processor is a turn of the event loop of its own, so that
 * everything that the host's side does without waiting for the outside (the agent's client, a script) happens at the
 * same instruction each time.
 */
export class VirtualTiming implements Timing {
  #options: VirtualOptions;
  #counter: () => number = () => 0;
  #lastCount = 0;
  #instructions = 0;
  #skipped = 0;
  #latest = 0;
  #standing: number | undefined = 0;
  #origin = 0;
  #perMs = INSTRUCTIONS_PER_MS;
  #random = new Chance(0);
  #activities = 0;
  #pending: { ms: number; resume: () => void } | undefined;
  #turnComes = false;
  #turns = 0;
  #ranUntil = -1;
  /** At which instructions the clock leaps, in ascending order, and how far, ms. */
  #leaps: readonly { readonly at: number; readonly ms: number }[] = [];
  /** The instruction from which on the processor stops after each basic block of a program. */
  #steps = Infinity;
  /** Time since the start, ms, from which on it does so, too. */
  #aim = Infinity;
  /** At which instruction the guest stands still next, and what is done meanwhile. */
  #pause: { readonly at: number; readonly work: () => Promise<void> } = NO_PAUSE;
  #attended = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: VirtualOptions) {
    this.#options = options;
  }

  /** Takes the place where instructions are counted: 32 bits that wrap. */
  countWith(counter: () => number): void {
    this.#counter = counter;
  }

  /** Another course of time, from the next {@link go} on. */
  choose(options: VirtualOptions): void {
    this.#options = options;
  }

  /** Chance begins anew too, so that a machine which goes back to its snapshot has the same course before it. */
  stand(ms: number): void {
    this.#standing = ms;
    this.#random = new Chance(this.#options.seed);
  }

  go(): void {
    this.#origin = this.#standing ?? 0;
    this.#standing = undefined;
    this.#lastCount = this.#counter();
    this.#instructions = 0;
    this.#ranUntil = -1;
    this.#latest = 0;
    this.#leaps = [];
    this.#steps = Infinity;
    this.#aim = Infinity;
    this.#pause = NO_PAUSE;
    const seeded = this.#options.seed !== 0;
    this.#perMs = INSTRUCTIONS_PER_MS * (seeded ? 1 + SPEED_SPREAD * (2 * this.#random.fraction() - 1) : 1);
    this.#skipped = this.#origin + (seeded ? PHASE * this.#random.fraction() : 0);
  }

  /** How often the processor has gone on. */
  get turns(): number {
    return this.#turns;
  }

  /** Instructions since the start. */
  get instructions(): number {
    const count = this.#counter();
    this.#instructions += (count - this.#lastCount) >>> 0;
    this.#lastCount = count;
    for (let leap = this.#leaps[0]; leap && this.#instructions >= leap.at; leap = this.#leaps[0]) {
      this.#leaps = this.#leaps.slice(1);
      this.#skipped += leap.ms;
    }
    return this.#instructions;
  }

  /**
   * The clock leaps ahead where the processor has executed so many instructions more: whoever runs there has had its share, and
   * the guest's kernel gives the processor to another process that is ready.
   *
   * @param schedule undefined: none any more
   * @param start what it counts from, instructions since the start; not later than now
   */
  follow(schedule: Schedule | undefined, start: number): void {
    this.#steps = schedule ? start + schedule.from : Infinity;
    const leaps = schedule?.preemptions.filter(({ fault }) => !fault) ?? [];
    this.#leaps = leaps.map(({ at, leap = LEAP }) => ({ at: start + at, ms: leap }));
  }

  /**
   * The guest stands still before the first turn of the processor from an instant on, and goes on when what is done meanwhile is over.
   *
   * @param at instructions since the start; Infinity: nothing is to be done any more
   */
  pauseAt(at: number, work = NO_PAUSE.work): void {
    this.#pause = { at, work };
  }

  /** The guest stands still meanwhile, in the midst of what is asked of it. */
  async still<T>(work: () => Promise<T>): Promise<T> {
    const activities = this.#activities;
    this.#activities = 0;
    try {
      return await work();
    } finally {
      this.#activities = activities;
      this.#schedule();
    }
  }

  /**
   * Somebody wants the processor at an instant: from there on it stops after each basic block.
   *
   * @param elapsed time since the start, ms; undefined: nobody any more
   */
  aim(elapsed: number | undefined): void {
    this.#aim = elapsed ?? Infinity;
  }

  /** What is to happen next. */
  get ahead(): Ahead {
    const { instructions } = this;
    const untilAim = Math.ceil((this.#aim - this.elapsed) * this.#perMs);
    return {
      untilLeap: (this.#leaps[0]?.at ?? Infinity) - instructions,
      untilSteps: Math.min(this.#steps - instructions, untilAim),
    };
  }

  /** A person is there, for good: the guest runs, and waits as long as it says. No course repeats from here on. */
  attend(): void {
    this.#attended = true;
    this.begin();
  }

  get isAttended(): boolean {
    return this.#attended;
  }

  /** Where it stands, while the guest stands still. */
  mark(): ClockMark {
    return {
      instructions: this.instructions,
      count: this.#lastCount,
      skipped: this.#skipped,
      latest: this.#latest,
      origin: this.#origin,
      perMs: this.#perMs,
      random: this.#random.state,
      ranUntil: this.#ranUntil,
      wait: this.#pending?.ms ?? 0,
    };
  }

  /** Back to where it stood; the processor's count is as it was then. */
  goBack(mark: ClockMark): void {
    this.#standing = undefined;
    this.#instructions = mark.instructions;
    this.#lastCount = mark.count;
    this.#skipped = mark.skipped;
    this.#latest = mark.latest;
    this.#origin = mark.origin;
    this.#perMs = mark.perMs;
    this.#random.state = mark.random;
    this.#ranUntil = mark.ranUntil;
    this.#leaps = [];
    this.#steps = Infinity;
    this.#aim = Infinity;
    this.#pause = NO_PAUSE;
    if (this.#pending) this.#pending = { ...this.#pending, ms: mark.wait };
  }

  /** Time of the guest since the start, ms. */
  get elapsed(): number {
    return this.instructions / this.#perMs + this.#skipped - this.#origin;
  }

  now(): number {
    if (this.#standing !== undefined) return this.#standing;
    const time = this.instructions / this.#perMs + this.#skipped;
    this.#latest = time > this.#latest ? time : this.#latest + READING;
    return this.#latest;
  }

  date(): number {
    return this.#options.start + Math.floor(this.elapsed);
  }

  random(array: Uint8Array): void {
    for (let at = 0; at < array.length; at++) array[at] = this.#random.below(2 ** 32);
  }

  wait(ms: number, resume: () => void): void {
    hostClearTimeout(this.#timer);
    this.#pending = { ms, resume };
    this.#schedule();
  }

  /** Something is asked of the guest: it runs. */
  begin(): void {
    this.#activities++;
    this.#schedule();
  }

  /** It is answered: the guest stands still when nothing else is asked. */
  end(): void {
    this.#activities--;
  }

  #schedule(): void {
    if (this.#turnComes || !this.#pending || this.#activities === 0) return;
    if (this.#attended && this.#pending.ms >= 1) {
      hostClearTimeout(this.#timer);
      this.#timer = hostSetTimeout(() => {
        this.#turn();
      }, Math.ceil(this.#pending.ms));
      return;
    }
    this.#turnComes = true;
    nextTurn(() => {
      this.#turnComes = false;
      this.#turn();
    });
  }

  #turn(): void {
    if (!this.#pending || this.#activities === 0) return;
    const { at, work } = this.#pause;
    if (this.instructions >= at) {
      this.#pause = NO_PAUSE;
      // Whoever asked for the pause hears of what went wrong.
      this.still(work).catch(() => undefined);
      return;
    }
    const { ms, resume } = this.#pending;
    this.#pending = undefined;
    this.#turns++;
    this.#skip(ms);
    resume();
  }

  #skip(ms: number): void {
    const idle = this.instructions === this.#ranUntil;
    this.#ranUntil = this.#instructions;
    this.#skipped += Math.max(ms, idle ? CREEP : 0);
    if (this.#options.seed !== 0) this.#skipped += JITTER * this.#random.fraction();
  }
}
