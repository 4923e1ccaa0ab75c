// How a run was before somebody outside ended what was left of it.
import type { XrayEvent } from './events.js';

/** SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGTERM: what a limit, a terminal or a person ends programs with. */
const ENDS: ReadonlySet<number> = new Set([1, 2, 3, 9, 15]);
const SIGKILL = 9;

/** Index of the last event of the processes' own doing; of a run that ended by itself, the last one. */
export function lastOwnEvent(events: readonly XrayEvent[]): number {
  const ended = events.findIndex((event, index) => isEnd(event, events, index));
  if (ended < 0) return events.length - 1;
  // The signal wakes whom it ends before it is told.
  let index = ended - 1;
  while (index > 0 && events[index]?.thread === 0 && events[index]?.kind === 'wake') index--;
  return index;
}

/** Whether somebody outside sends a signal that nobody has a handler for. */
function isEnd(event: XrayEvent, events: readonly XrayEvent[], index: number): boolean {
  if (event.kind !== 'signal-sent' || event.thread !== 0 || !ENDS.has(event.signal)) return false;
  const { signal, to } = event;
  if (signal === SIGKILL) return true;
  const got = events
    .slice(index)
    .find((later) => later.kind === 'signal-delivered' && later.signal === signal && later.thread === to);
  return got?.kind === 'signal-delivered' && got.action === 'default';
}
