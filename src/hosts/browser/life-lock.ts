// How a page learns that a worker was ended, by the browser for want of memory or by a person: no event tells it. The worker holds
// a lock of its own name as long as it lives, and the page waits for that lock. No timer and no message is needed for it.
// Without locks (a page over plain HTTP from another machine) only a request without an answer tells.

/** What the worker says once it holds its lock; comlink takes no notice of it. */
export const HOLDING = 'holding its lock';

/** In the worker. */
export function holdWhileAlive(): void {
  const locks = locksOf();
  locks
    ?.request(self.name, () => {
      postMessage(HOLDING);
      return new Promise<never>(() => undefined);
    })
    .catch(() => undefined);
}

/** In the page: calls back once the lock is free. */
export async function whenFree(name: string, free: () => void): Promise<void> {
  await locksOf()
    ?.request(name, free)
    .catch(() => undefined);
}

function locksOf(): LockManager | undefined {
  return (navigator as { readonly locks?: LockManager }).locks;
}
