// Parts of one recording, taken one after the other, as one.
import type { Recording, XrayEvent } from './events.js';

/** @param most events that are kept, the last ones; those that give way are counted */
export function joined(before: Recording, after: Recording, most: number): Recording {
  const events = [...before.events, ...after.events];
  if (events.length <= most) return { ...before, events };
  const gone = events.slice(0, events.length - most + 1);
  const kept = events.slice(gone.length);
  const count = gone.reduce((sum, event) => sum + (event.kind === 'lost' ? event.count : 1), 0);
  const lost: XrayEvent = { kind: 'lost', time: kept[0]?.time ?? 0, thread: 0, count };
  return { ...before, events: [lost, ...kept] };
}
