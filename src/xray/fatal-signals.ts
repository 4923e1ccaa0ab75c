// Signals that end a process, by the numbers that a person knows them by.
import type { XrayEvent } from './events.js';

const SIGKILL = 9;
/** Of a status as wait(2) gives it. */
const SIGNAL_BITS = 0x7f;

/**
 * A signal that nobody handles and that ends a process is delivered by the kernel as SIGKILL to each of its threads. How the process
 * ends says which one it was.
 */
export function withFatalSignals(events: readonly XrayEvent[]): readonly XrayEvent[] {
  const ends = new Map<number, number>();
  const told: XrayEvent[] = [];
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index];
    if (!event) continue;
    if (event.kind === 'exit') ends.set(event.thread, event.status & SIGNAL_BITS);
    // Numbers come again.
    if (event.kind === 'fork') ends.delete(event.child);
    const signal = event.kind === 'signal-delivered' && event.signal === SIGKILL ? ends.get(event.thread) : undefined;
    told.push(event.kind === 'signal-delivered' && signal ? { ...event, signal } : event);
  }
  return told.reverse();
}
