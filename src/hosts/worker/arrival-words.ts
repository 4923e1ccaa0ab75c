// What is said of a recorded run that is stopped at an instant.
import type { Process } from '#facts/types.js';
import { escapeLine } from '#util/escape.js';
import type { Recording } from '#xray/events.js';
import type { Arrival } from './go-there.js';

/** Where it is stopped, and its processes; a line each. */
export function arrivalLines({ processes, events }: Arrival, { events: all }: Recording): string[] {
  return [
    `stopped at ${milliseconds(all[events - 1]?.time)}, after ${events} of ${all.length} events, each as in the recorded run`,
    ...processes.map(words),
  ];
}

/** Of an instant at which nothing of the run is there: a sentence that says when something is. */
export function nobodyThere({ events: all }: Recording): string {
  return `no process of the run is there at that instant; it has some from ${milliseconds(all[0]?.time)} to ${milliseconds(all.at(-1)?.time)}`;
}

/** @param time ns */
export function milliseconds(time = 0): string {
  return `${(time / 1e6).toFixed(3)} ms`;
}

function words({ pid, name, state, threads: [first] }: Process): string {
  const call = first?.call ? ` in ${first.call.name}` : '';
  return `${pid} (${escapeLine(name)}) ${state === 'Z' ? 'has ended' : `is stopped${call}`}`;
}
