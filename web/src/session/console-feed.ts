// What the guest writes to its console: to the screen, as fast as that shows it, and watched for a panic.
import type { Machine } from '#hosts/worker/machine.js';
import { Meter } from '../terminal/meter.js';
import type { Pane } from '../terminal/pane.js';
import { CONSOLE_WINDOW, consoleLine } from './console-line.js';
import { PanicWatch } from './panic.js';

export class ConsoleFeed {
  readonly #pane: Pick<Pane, 'receive' | 'connect'>;
  readonly #onPanic: (text: string) => void;
  readonly #panic = new PanicWatch();
  readonly #meter = new Meter(CONSOLE_WINDOW);
  #machine: Machine | undefined;
  /** What was shown while there was nobody to tell it to: a boot's messages. */
  #early = 0;

  /** @param onPanic told the text of the kernel's panic */
  constructor(pane: Pick<Pane, 'receive' | 'connect'>, onPanic: (text: string) => void) {
    this.#pane = pane;
    this.#onPanic = onPanic;
  }

  receive(bytes: Uint8Array): void {
    const text = this.#panic.push(bytes);
    this.#pane.receive(bytes, () => {
      const grant = this.#meter.taken(bytes.length);
      if (this.#machine) this.#grant(this.#machine, grant);
      else this.#early += grant;
    });
    if (text !== undefined) this.#onPanic(text);
  }

  /** The machine is there, and takes what is typed. */
  connect(machine: Machine): void {
    this.#machine = machine;
    this.#grant(machine, this.#early);
    this.#pane.connect(consoleLine(machine), 'shell');
  }

  #grant(machine: Machine, bytes: number): void {
    // A machine that is gone is told by its own end.
    if (bytes > 0) machine.grantConsole(bytes).catch(() => undefined);
  }
}
