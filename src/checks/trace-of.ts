import type { LookedAt } from './observed.js';
import type { Trace } from './trace.js';

/** @returns the trace of the party that a check is about, or why nothing can be said of its system calls */
export function traceOf({ party, traces }: LookedAt): Trace | string {
  const trace = party && traces.get(party.name);
  return trace ? (trace.gap ?? trace) : 'there is no trace of its system calls';
}
