// Replaces v86's sources of time, waiting and chance in this realm, and leaves them to everybody else as they were.
import type * as v86 from 'v86';
import { hostDate, hostNow, type Timing } from './timing.js';

type Timer = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => unknown;
type V86Module = typeof v86;

/** Whose time it is; undefined: nobody's but the host's. */
let owner: Timing | undefined;
/** Whether v86 itself runs just now, so that a timer that is set is its own. */
let inside = false;
let installed = false;

/** Everything that makes v86 run goes through here: its timers become waits of `timing`. */
export function enter<T>(timing: Timing, work: () => T): T {
  const before = { owner, inside };
  owner = timing;
  inside = true;
  try {
    return work();
  } finally {
    ({ owner, inside } = before);
  }
}

/**
 * Imports v86 with everything in place, and makes a machine with its time already set.
 *
 * @param make makes it; timers that are set meanwhile are the host's
 */
export async function inRealm<T>(timing: Timing, make: (v86: V86Module) => Promise<T>): Promise<T> {
  const before = owner;
  owner = timing;
  try {
    return await make(await load());
  } finally {
    owner = before;
  }
}

let loading: Promise<V86Module> | undefined;

function load(): Promise<V86Module> {
  loading ??= (async () => {
    install();
    // v86 binds performance.now when it is evaluated; before and after, it is everybody's.
    performance.now = () => (owner ? owner.now() : hostNow());
    try {
      return await import('v86');
    } finally {
      performance.now = hostNow;
    }
  })();
  return loading;
}

function install(): void {
  if (installed) return;
  installed = true;
  Date.now = () => (owner ? owner.date() : hostDate());
  const hostRandom = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = <T extends ArrayBufferView | null>(array: T): T => {
    if (!owner || !array) return hostRandom(array as never);
    owner.random(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return array;
  };
  replace<Timer>(
    'setTimeout',
    (setTimeout) =>
      (callback, ms = 0, ...args) =>
        wait(ms, () => {
          callback(...args);
        }) ?? setTimeout(callback, ms, ...args),
  );
  replace<Timer>(
    'setImmediate',
    (setImmediate) =>
      (callback, ...args) =>
        wait(0, () => {
          callback(...args);
        }) ?? setImmediate(callback, ...(args as [])),
  );
  // In a browser v86 waits through a worker of its own; here it gets one that is none.
  replace<typeof Worker>('Worker', waitingWorker);
}

/** Puts something else in the place of a global function, where there is such a one. */
function replace<T>(name: string, make: (before: T) => T): void {
  const before = Reflect.get(globalThis, name) as T | undefined;
  if (before !== undefined) Reflect.set(globalThis, name, make(before));
}

/** A wait of v86's, as its next way in; undefined when it is somebody else's. */
function wait(ms: number, resume: () => void): number | undefined {
  if (!inside || !owner) return undefined;
  const timing = owner;
  timing.wait(ms, () => {
    enter(timing, resume);
  });
  return 0;
}

function waitingWorker(Host: typeof Worker): typeof Worker {
  class Waiter {
    onmessage: ((event: { data: unknown }) => void) | undefined;

    postMessage({ t, tick }: { t: number; tick: unknown }): void {
      // In Node v86 does not say how long when it is less; both must be the same.
      wait(t < 1 ? 0 : t, () => this.onmessage?.({ data: tick }));
    }

    terminate(): void {
      // There is nothing behind it.
    }
  }
  return new Proxy(Host, {
    construct: (target, args: ConstructorParameters<typeof Worker>) => (owner ? new Waiter() : new target(...args)),
  });
}
