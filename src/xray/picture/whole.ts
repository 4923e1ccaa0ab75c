// What of a run is shown until somebody zooms.
import type { Timeline } from '../timeline.js';
import type { Scale } from './scale.js';
import type { Span } from './view.js';

/** From where the programs' own doing begins. */
export function wholeOf({ calls }: Timeline, scale: Scale): Span {
  const starts = calls.filter(({ isStart }) => isStart);
  const first = calls.find(({ isStart, event }) => !isStart && event.name !== 'execve');
  if (starts.length === 0 || !first) return { from: 0, to: scale.length };
  const place = scale.placeOf(first.event.time);
  return { from: Math.max(0, place - 0.02 * (scale.length - place)), to: scale.length };
}
