// How long the processor goes on before its host has a turn.
import type { CoreExports, CoreImports } from './v86.js';

type Controls = Pick<CoreExports, 'turn_js'>;

/** ms, v86's own number. */
const LONGEST = 1;
/** No time is as short, so that the first slice ends the turn. */
const OVER = -1;

/** A turn is 1 ms, slice after slice, or as long as the guest has something to do. */
export class Turns {
  /** The guest goes back to an earlier moment once it has answered: what it would do in the rest of that turn counts for nothing. */
  endWithAnswers = false;
  #core: Controls | undefined;
  /** Looks at the timers until turns are long again: one before the turn ends, one in the next turn. */
  #looks = 0;

  /** @param imports of v86's WebAssembly, in which it takes its place */
  constructor(imports: Pick<CoreImports, 'run_hardware_timers'>) {
    const { run_hardware_timers } = imports;
    imports.run_hardware_timers = (acpi, now) => {
      if (this.#looks > 0 && --this.#looks === 0) this.#set(LONGEST);
      return run_hardware_timers(acpi, now);
    };
  }

  attach(core: Controls): void {
    this.#core = core;
  }

  /** The guest has said something. */
  answered(): void {
    if (!this.endWithAnswers) return;
    this.#looks = 2;
    this.#set(OVER);
  }

  #set(ms: number): void {
    if (this.#core) this.#core.turn_js.value = ms;
  }
}
