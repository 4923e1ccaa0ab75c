// How a run was before somebody outside ended what was left of it.
import type { XrayEvent } from './events.js';

const SIGKILL = 9;

/** Index of the last event of the processes' own doing; of a run that ended by itself, the last one. */
export function lastOwnEvent(events: readonly XrayEvent[]): number {
  const killed = events.findIndex(
    (event) => event.kind === 'signal-sent' && event.thread === 0 && event.signal === SIGKILL,
  );
  if (killed < 0) return events.length - 1;
  // The signal wakes whom it ends before it is told.
  let index = killed - 1;
  while (index > 0 && events[index]?.thread === 0 && events[index]?.kind === 'wake') index--;
  return index;
}
