// Which instant of a run an event stands for.
import { isInterrupted } from './call-words.js';
import type { Timeline } from './timeline.js';

/**
 * The event just after which what an event brought about can be seen: of a call, its return, or where it begins to wait if it
 * never comes back.
 *
 * @param index of the event
 */
export function instantOf({ events, callAt }: Pick<Timeline, 'events' | 'callAt'>, index: number): number {
  const call = callAt.get(index);
  if (!call) return index;
  if (call.returned !== undefined && call.end && !isInterrupted(call.end)) return call.returned;
  const { thread } = call.event;
  const waits = events.findIndex((event, at) => at > index && event.kind === 'switch' && event.thread === thread);
  return Math.max(index, waits);
}
