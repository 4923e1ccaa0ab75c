// Who waits for whom in a circle: a deadlock, by what was taken and given back.
import type { Trace, TracedCall, TracedWait } from '#machine/trace.js';

/** Somebody who waits for ever, and who has what is waited for. */
export interface Waiter {
  readonly thread: number;
  /** The number of a semaphore in its set, or what else it waits for. */
  readonly for: number | TracedWait['for'];
  readonly holder: number;
  /** The call in which it waits. */
  readonly call: TracedCall;
}

/**
 * A mutex says who has it. Of semaphores of System V: whoever has taken more of one than given back holds it, as long
 * as everybody gives back what they have taken. Whoever joins a thread waits for that thread.
 *
 * @returns each waits for the next one, and the last for the first; none: there is no such circle
 */
export function cycleOf({ calls, threads }: Pick<Trace, 'calls' | 'threads'>): Waiter[] {
  const waits = new Map<number, Waiter[]>();
  for (const waiter of [...semaphoreWaiters(calls), ...futexWaiters(calls, threads)]) {
    waits.set(waiter.thread, [...(waits.get(waiter.thread) ?? []), waiter]);
  }
  for (const thread of [...waits.keys()].sort((a, b) => a - b)) {
    const cycle = pathBack(thread, thread, waits, new Set());
    if (cycle) return cycle;
  }
  return [];
}

function semaphoreWaiters(calls: Trace['calls']): Waiter[] {
  const held = new Map<string, Map<number, number>>();
  const operations = calls.flatMap((call) => changesOf(call).map((change) => ({ ...change, call })));
  for (const { name, by, call } of operations) {
    if (call.result !== 0) continue;
    const holders = held.get(name) ?? new Map<number, number>();
    holders.set(call.thread, (holders.get(call.thread) ?? 0) - by);
    held.set(name, holders);
  }
  return operations.flatMap(({ name, semaphore, by, call }) => {
    const { thread, result } = call;
    if (result !== null || by >= 0) return [];
    const holders = [...(held.get(name) ?? [])].filter(([other, count]) => count > 0 && other !== thread);
    return holders.map(([holder]): Waiter => ({ thread, for: semaphore, holder, call }));
  });
}

function futexWaiters(calls: Trace['calls'], threads: Trace['threads']): Waiter[] {
  return calls.flatMap((call): Waiter[] => {
    const { waits, result, thread } = call;
    const holder = waits && result === null ? threads.find(({ tid }) => tid === waits.tid) : undefined;
    return waits && holder ? [{ thread, for: waits.for, holder: holder.id, call }] : [];
  });
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
