// Whether a run that was stopped on its way went as a recorded one did, and how far.
import { signalName } from '#linux/signals.js';
import { canonicalJson } from '#util/canonical-json.js';
import type { Recording, XrayEvent } from './events.js';

/**
 * As much later or earlier, ns, is at the same time: of the two runs one has a limit of time that is far away, and the kernel's work for
 * the agent's timer is another, by up to some hundred instructions.
 */
const SAME_TIME = 10_000;

/** How many events have happened by an instant, ns since the recording began. */
export function eventsUntil({ events }: Recording, time: number): number {
  return events.findLastIndex((event) => event.time <= time) + 1;
}

/**
 * The stop comes as an interrupt. A call of the kernel that is under way is finished after it, so that its last events are those of the
 * recorded run, but later.
 *
 * @param stopped a recording that ends with all processes being stopped from outside
 * @param whole of the run that nobody has stopped
 * @returns with how many of its events the stopped one begins; undefined: it went another way
 */
export function eventsAlike(stopped: Recording, whole: Recording): number | undefined {
  const stop = stopped.events.findIndex(isStop);
  const before = stop < 0 ? stopped.events : stopped.events.slice(0, stop);
  let interrupted = false;
  const parts = before.findIndex((event, n) => {
    const was = whole.events[n];
    if (!was || event.time < was.time - SAME_TIME || !isSame(event, was)) return true;
    const isLate = event.time > was.time + SAME_TIME;
    if (isLate) interrupted = true;
    // What is at its own time comes before the interrupt.
    return interrupted && !isLate;
  });
  if (parts < 0) return stop < 0 ? before.length : withoutStop(before, whole);
  return before.slice(parts).every(isOfStop) ? parts : undefined;
}

function isSame(a: XrayEvent, b: XrayEvent): boolean {
  return canonicalJson({ ...a, time: 0 }) === canonicalJson({ ...b, time: 0 });
}

/** Somebody who is not of the container sends it. */
function isStop(event: XrayEvent): boolean {
  return event.kind === 'signal-sent' && event.thread === 0 && signalName(event.signal) === 'SIGSTOP';
}

/** What the stop does may be what the run does just after: then it comes too early for that. */
function withoutStop(before: readonly XrayEvent[], { events }: Recording): number {
  return before.findLastIndex((event, n) => !isOfStop(event) || event.time >= (events[n]?.time ?? 0)) + 1;
}

/** Whoever ran loses the processor to the one who sends it, and whoever gets it is woken. */
function isOfStop(event: XrayEvent): boolean {
  return (event.kind === 'switch' && event.to === 0) || (event.kind === 'wake' && event.thread === 0);
}
