// The clock of a machine that something is checked on.
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';

/** The same course of time at every check, and the same as in the command line's. */
export const CHECK_CLOCK = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
