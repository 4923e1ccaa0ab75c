// Loading the page without anything that the browser kept of an older one. What the student wrote is kept elsewhere.
import type { Session } from './session.js';

export async function reloadAfresh(session: Session): Promise<void> {
  await session.source.save().catch(() => undefined);
  // Absent where the page comes over plain HTTP from another machine, or from a file.
  if ('serviceWorker' in navigator) {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  }
  if ('caches' in globalThis) {
    for (const name of await caches.keys()) await caches.delete(name);
  }
  location.reload();
}
