// Who has taken semaphores and not given them back, where they are used as locks.
import type { CallEvent } from './events.js';
import { keyOf } from './objects.js';
import { isSemop, semaphoreOperations } from './operations.js';

interface Semaphore {
  /** How much each process has taken more than it has given. */
  readonly taken: Map<number, number>;
  readonly givers: Set<number>;
}

export class Takings {
  readonly #semaphores = new Map<string, Semaphore>();

  /** A call that has succeeded. */
  note(call: CallEvent, process: number): void {
    const [set] = call.objects;
    if (!set || !isSemop(call)) return;
    for (const { index, change } of semaphoreOperations(call)) {
      const semaphore = this.#of(`${keyOf(set)}#${index}`);
      const before = semaphore.taken.get(process) ?? 0;
      if (change > 0) semaphore.givers.add(process);
      if (change < 0 || before > 0) semaphore.taken.set(process, Math.max(0, before - change));
    }
  }

  /** Processes that hold it; none: nobody does, or it is no lock, since others give it than take it. */
  holdersOf(set: number, index: number): number[] {
    const semaphore = this.#semaphores.get(`${keyOf({ kind: 'semaphore-set', id: set })}#${index}`);
    if (!semaphore || ![...semaphore.givers].every((giver) => semaphore.taken.has(giver))) return [];
    return [...semaphore.taken].filter(([, amount]) => amount > 0).map(([process]) => process);
  }

  #of(key: string): Semaphore {
    const known = this.#semaphores.get(key);
    if (known) return known;
    const made: Semaphore = { taken: new Map(), givers: new Set() };
    this.#semaphores.set(key, made);
    return made;
  }
}
