// Where a run takes the processor away by itself, in the middle of what another thread then does as well.
import { systemCallAt } from '#linux/system-calls.js';
import type { Trace, TracedTurn } from '#machine/trace.js';

/** Turns that are looked at: a program that does the same again and again shows it in the first of them. */
const MOST_TURNS = 500;

/**
 * The first turn of somebody who executes the code in which another one was when it lost the processor, or gave it away, and goes on later: what
 * is most likely to have gone wrong in a run that fails without a preemption. Who waits in a call has given up the processor on purpose.
 */
export function ownSwitch(trace: Trace): TracedTurn | undefined {
  return trace.turns.slice(0, MOST_TURNS).find((turn, index) => {
    const left = trace.turns[index - 1]?.thread;
    const back = trace.turns.find(({ at, thread }) => at > turn.at && thread === left);
    if (left === undefined || left === turn.thread || !back || waits(trace, left, turn.at)) return false;
    const address = lastPlace(trace, left, turn.at);
    return trace.places.some(
      (place) =>
        place.thread === turn.thread &&
        place.address === address &&
        place.at.some((at) => at >= turn.at && at < back.at),
    );
  });
}

function waits({ calls }: Trace, thread: number, at: number): boolean {
  const last = calls.filter((call) => call.thread === thread && call.at < at).at(-1);
  return last !== undefined && (last.returned ?? Infinity) > at && systemCallAt(last.number) !== 'sched_yield';
}

/** Of the program's own code, as far as the trace remembers it. */
function lastPlace({ places }: Trace, thread: number, until: number): number | undefined {
  const own = places.flatMap((place) =>
    place.thread === thread ? place.at.map((at) => ({ at, address: place.address })) : [],
  );
  return own.filter(({ at }) => at < until).sort((a, b) => b.at - a.at)[0]?.address;
}
