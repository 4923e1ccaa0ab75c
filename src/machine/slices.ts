// Where the processor stops: each stop is a look at its timers, or a look of somebody who watches.
import { TIMERS_EVERY } from './compile-v86.js';
import type { Processor } from './processor.js';
import type { CoreExports, CoreImports } from './v86.js';

type Stopping = Pick<Processor, 'counter' | 'isHalted' | 'inProgram'>;

type Controls = Pick<CoreExports, 'slice_js' | 'stops_js'>;

/** What is to happen, in instructions from now on. */
export interface Ahead {
  /** Until the clock leaps. */
  readonly untilLeap: number;
  /** Until each basic block of a program is a slice of its own; 0 or less: it is so. */
  readonly untilSteps: number;
}

/**
 * v86 executes a slice, asks for its timers, and so on. A slice is {@link TIMERS_EVERY} instructions long, and ends with the basic
 * block in which it has as many. In a run with a schedule it also ends where the kernel goes back to a program, and each of a program's basic
 * blocks is a slice: somebody sees all that programs do. The timers are asked as often as always, and where the clock leaps.
 */
export class Slices {
  #ahead: (() => Ahead) | undefined;
  /** Called after each slice of a run with a schedule. */
  watcher: (() => void) | undefined;
  #core: Controls | undefined;
  #processor: Stopping | undefined;
  /** The processor's count when the timers were asked last. */
  #looked = 0;
  /** Instructions from then until they are asked again. */
  #due = TIMERS_EVERY;
  /** Somebody sees all that programs do. */
  #steps = false;

  /** @param imports of v86's WebAssembly, in which it takes its place */
  constructor(imports: Pick<CoreImports, 'run_hardware_timers'>) {
    const { run_hardware_timers } = imports;
    imports.run_hardware_timers = (acpi, now) => {
      // Nearly always: no schedule.
      if (!this.#ahead) return run_hardware_timers(acpi, now);
      const between = this.#isBetween();
      const wait = between ? 0 : run_hardware_timers(acpi, now);
      if (!between) this.#begin();
      this.watcher?.();
      this.#go();
      return wait;
    };
  }

  attach(core: Controls): void {
    this.#core = core;
  }

  use(processor: Stopping): void {
    this.#processor = processor;
  }

  /** From now on; undefined: nothing is ahead, ever. */
  follow(ahead: (() => Ahead) | undefined): void {
    this.#ahead = ahead;
    this.#begin();
    this.#go();
  }

  /** The timers have been asked. */
  #begin(): void {
    const processor = this.#processor;
    if (!processor) return;
    this.#looked = processor.counter;
    const { untilLeap = Infinity, untilSteps = Infinity } = this.#ahead?.() ?? {};
    this.#steps = untilSteps <= 0;
    this.#due = Math.max(1, Math.min(TIMERS_EVERY, untilLeap, this.#steps ? Infinity : untilSteps));
  }

  /** The next slice is as long as it has to be. */
  #go(): void {
    const [processor, core] = [this.#processor, this.#core];
    if (!processor || !core) return;
    const done = (processor.counter - this.#looked) >>> 0;
    core.slice_js.value = this.#steps && processor.inProgram ? 1 : Math.max(1, this.#due - done);
    core.stops_js.value = this.#steps ? 1 : 0;
  }

  #isBetween(): boolean {
    const processor = this.#processor;
    return processor !== undefined && !processor.isHalted && (processor.counter - this.#looked) >>> 0 < this.#due;
  }
}
