// A schedule of one run in another where the same instants are other places: what a recorder adds to a program moves them all.
import type { Preemption } from '#machine/schedule.js';
import type { Trace } from '#machine/trace.js';

/** Where a thread is in its own course: the same in each run with the same turns, however many instructions lie before. */
type Place =
  /** The n-th call of the thread begins, or returns. */
  | { readonly kind: 'call' | 'return'; readonly thread: number; readonly index: number }
  /** A basic block of the program's own code begins, for the n-th time. */
  | { readonly kind: 'code'; readonly thread: number; readonly address: number; readonly pass: number };

/** What is seen of a run under these preemptions. */
type TraceOf = (preemptions: readonly Preemption[]) => Promise<Trace>;

/**
 * Each preemption at the place of the other run where it was in the one: the first one as the runs without any tell it, each further one as
 * the runs with those before it do.
 *
 * @returns undefined: the other run does not come to such a place
 */
export async function samePlaces(
  preemptions: readonly Preemption[],
  one: TraceOf,
  other: TraceOf,
): Promise<readonly Preemption[] | undefined> {
  const moved: Preemption[] = [];
  for (const [index, preemption] of preemptions.entries()) {
    const place = placeAt(await one(preemptions.slice(0, index)), preemption.at);
    const at = place && instantOf(await other(moved), place);
    if (at === undefined || at <= (moved.at(-1)?.at ?? -1)) return undefined;
    moved.push({ ...preemption, at });
  }
  return moved;
}

function placeAt({ calls, places }: Trace, at: number): Place | undefined {
  for (const call of calls) {
    const kind = call.at === at ? 'call' : call.returned === at ? 'return' : undefined;
    if (!kind) continue;
    const { thread } = call;
    return { kind, thread, index: calls.filter((other) => other.thread === thread).indexOf(call) };
  }
  const block = places.find((place) => place.at.includes(at));
  return block && { kind: 'code', thread: block.thread, address: block.address, pass: block.at.indexOf(at) };
}

function instantOf({ calls, places }: Trace, place: Place): number | undefined {
  const { thread } = place;
  if (place.kind === 'code') {
    return places.find((other) => other.thread === thread && other.address === place.address)?.at[place.pass];
  }
  const call = calls.filter((other) => other.thread === thread)[place.index];
  return (place.kind === 'call' ? call?.at : call?.returned) ?? undefined;
}
