// Keeps one version of the page, whole, for a visit without a network.
//
// A version is a set of files with their digests, and has a cache of its own. It is installed when every one of them is
// there, and takes over when the page says so or no page of the version before is left. Names under assets/ have their
// content's digest in them, so that a page of the version before still finds its own there.
export {};

declare const self: ServiceWorkerGlobalScope;
interface File {
  readonly url: string;
  readonly integrity: string;
}

/** Put in by the build: digest of page and image, and the files of a second visit with their digests. */
declare const VERSION: string;
declare const FILES: readonly File[];
/** Put in by the build: large files that only some visitors need. Whoever has loaded one has it on later visits. */
declare const LATER: readonly File[];

const ASSETS = 'assets/';
const SCOPE = self.registration.scope;
const PREFIX = `ipclab ${SCOPE} `;
const CACHE = `${PREFIX}${VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  // The one page that is open asked for this and is about to load itself again; a second one still needs its files.
  event.waitUntil(removeOthers(1));
});

self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (data === 'take over') void self.skipWaiting();
  const asked = LATER.find(({ url }) => data === `keep ${url}`);
  if (asked) event.waitUntil(caches.open(CACHE).then((cache) => keep(cache, asked)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  // Whoever asks past the caches has found that what they gave is damaged.
  if (request.method !== 'GET' || request.cache === 'reload' || request.cache === 'no-store') return;
  if (!request.url.startsWith(SCOPE)) return;
  event.respondWith(answer(request));
  if (request.mode === 'navigate') event.waitUntil(removeOthers(0));
});

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all([
    ...FILES.map((file) => keep(cache, file)),
    ...LATER.map(async ({ url }) => {
      // By its name it is the same file in the version before.
      const kept = await caches.match(url);
      if (kept) await cache.put(url, kept);
    }),
  ]);
}

async function keep(cache: Cache, { url, integrity }: File): Promise<void> {
  if (await cache.match(url)) return;
  // A file of another version has another digest: then this version cannot be had, and the next visit tries again.
  const response = await fetch(url, { integrity, cache: url.startsWith(ASSETS) ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${url}: status ${response.status}`);
  await cache.put(url, response);
}

async function answer(request: Request): Promise<Response> {
  const [path = ''] = request.url.slice(SCOPE.length).split(/[?#]/);
  const url = path === '' || path === 'index.html' ? './' : path;
  const names = url.startsWith(ASSETS) ? [CACHE, ...(await otherCaches())] : [CACHE];
  for (const name of names) {
    const kept = await (await caches.open(name)).match(url);
    if (kept) return kept;
  }
  return fetch(request);
}

/**
 * Removes other versions' caches.
 *
 * @param most with more pages open than this, one may be of another version
 */
async function removeOthers(most: number): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length > most) return;
  await Promise.all((await otherCaches()).map((name) => caches.delete(name)));
}

async function otherCaches(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
}
