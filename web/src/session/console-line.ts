// The guest's serial console as the line of a pane.
import type { Machine } from '#hosts/worker/machine.js';
import type { Line } from '../terminal/pane.js';

/** Bytes of the console that may be under way; with more, the machine waits for the page. */
export const CONSOLE_WINDOW = 128 * 1024;

/** It belongs to the machine, so that nothing of it ends with a pane. */
export function consoleLine(machine: Machine): Line {
  return {
    write: (bytes) => {
      // A machine that is gone is told by its own end.
      machine.sendConsole(bytes).catch(() => undefined);
    },
    resize: () => undefined,
    end: () => undefined,
  };
}
