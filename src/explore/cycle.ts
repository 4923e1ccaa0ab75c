// Who waits for whom in a circle: a deadlock, by what was taken and given back.
import type { Trace, TracedCall } from '#machine/trace.js';

/** Somebody who waits for ever, and who has what is waited for. */
export interface Waiter {
  readonly thread: number;
  readonly semaphore: number;
  readonly holder: number;
}

/**
 * Of semaphores of System V: whoever has taken more of one than given back holds it, as long as everybody gives back what they have taken.
 *
 * @returns each waits for the next one, and the last for the first; none: there is no such circle
 */
export function cycleOf({ calls }: Pick<Trace, 'calls'>): Waiter[] {
  const held = new Map<string, Map<number, number>>();
  const waits = new Map<number, Waiter[]>();
  const operations = calls.flatMap((call) => changesOf(call).map((change) => ({ ...change, call })));
  for (const { name, by, call } of operations) {
    if (call.result !== 0) continue;
    const holders = held.get(name) ?? new Map<number, number>();
    holders.set(call.thread, (holders.get(call.thread) ?? 0) - by);
    held.set(name, holders);
  }
  for (const { name, semaphore, by, call } of operations) {
    if (call.result !== null || by >= 0) continue;
    const holders = [...(held.get(name) ?? [])].filter(([thread, count]) => count > 0 && thread !== call.thread);
    const all = holders.map(([holder]): Waiter => ({ thread: call.thread, semaphore, holder }));
    waits.set(call.thread, [...(waits.get(call.thread) ?? []), ...all]);
  }
  for (const thread of [...waits.keys()].sort((a, b) => a - b)) {
    const cycle = pathBack(thread, thread, waits, new Set());
    if (cycle) return cycle;
  }
  return [];
}

function changesOf({ semaphores }: TracedCall): { name: string; semaphore: number; by: number }[] {
  if (!semaphores) return [];
  const { set, changes } = semaphores;
  return changes.map(({ semaphore, by }) => ({ name: `${set}.${semaphore}`, semaphore, by }));
}

function pathBack(
  from: number,
  to: number,
  waits: ReadonlyMap<number, readonly Waiter[]>,
  seen: Set<number>,
): Waiter[] | undefined {
  seen.add(from);
  for (const wait of waits.get(from) ?? []) {
    if (wait.holder === to) return [wait];
    const rest = seen.has(wait.holder) ? undefined : pathBack(wait.holder, to, waits, seen);
    if (rest) return [wait, ...rest];
  }
  return undefined;
}
