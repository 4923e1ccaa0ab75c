// How long the processor goes on before its host has a turn.
import type { CoreExports, CoreImports } from './v86.js';

type Controls = Pick<CoreExports, 'turn_js'>;

/** ms, v86's own number. */
const LONGEST = 1;
/** No time is as short, so that the first slice ends the turn. */
const OVER = -1;

/**
 * A turn is 1 ms, slice after slice, or as long as the guest has something to do. It ends sooner when the guest has answered: its host may
 * have waited for that, and nobody has asked for what the guest would do in the rest of the turn.
 */
export class Turns {
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

  /** The turn ends with the slice that the processor is in. */
  end(): void {
    this.#looks = 2;
    this.#set(OVER);
  }

  #set(ms: number): void {
    if (this.#core) this.#core.turn_js.value = ms;
  }
}
