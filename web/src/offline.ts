// The page without a network: a service worker that keeps one version of it, whole.
import { signal, type ReadonlySignal } from '@preact/signals';

/** How the service worker's caches begin; the page's folder follows. */
const CACHE_PREFIX = 'ipclab';

export type OfflineState =
  /** Not kept: the browser cannot, may not, or has not finished. The page works all the same. */
  | 'no'
  /** A visit without a network will work. */
  | 'ready'
  /** A newer version is there whole; {@link Offline.update} changes to it. */
  | 'update';

export interface Offline {
  readonly state: ReadonlySignal<OfflineState>;
  /** Keeps the page, and looks for a newer version, once. Never fails. */
  keep(): Promise<void>;
  /** Keeps a file that the page was built with and that a visit keeps only once it has loaded it. Never fails. */
  keepAlso(name: string): Promise<void>;
  /** Loads the page again, in its newest version. */
  update(): void;
}

/** Forgets everything that was kept of this page, and nothing of another one of the same server. */
export async function forgetKept(): Promise<void> {
  // Both are absent where the page comes over plain HTTP from another machine.
  if ('serviceWorker' in navigator) await (await navigator.serviceWorker.getRegistration())?.unregister();
  if (!('caches' in globalThis)) return;
  const own = `${CACHE_PREFIX} ${new URL('./', document.baseURI).href} `;
  const names = (await caches.keys()).filter((name) => name.startsWith(own));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** @param script address of the service worker */
export function createOffline(script: string): Offline {
  const state = signal<OfflineState>('no');
  let registration: ServiceWorkerRegistration | undefined;
  let keeping: Promise<void> | undefined;

  const look = (): void => {
    if (registration?.waiting) state.value = 'update';
    else if (registration?.active) state.value = 'ready';
  };
  const watch = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', look);
  };
  const register = async (): Promise<void> => {
    // Not there: an address without https that is not this machine, a file, or a browser that was told so.
    if (!('serviceWorker' in navigator)) return;
    try {
      registration = await navigator.serviceWorker.register(script, { updateViaCache: 'none' });
    } catch {
      return;
    }
    watch(registration.installing);
    registration.addEventListener('updatefound', () => {
      watch(registration?.installing ?? null);
    });
    look();
  };
  const keep = (): Promise<void> => (keeping ??= register());
  return {
    state,
    keep,
    keepAlso: async (name) => {
      await keep();
      if (registration) (await navigator.serviceWorker.ready).active?.postMessage(`keep ${name}`);
    },
    update: () => {
      const waiting = registration?.waiting;
      if (!waiting) {
        location.reload();
        return;
      }
      waiting.addEventListener('statechange', () => {
        if (waiting.state === 'activated') location.reload();
      });
      waiting.postMessage('take over');
    },
  };
}
