// The service worker of one version of a page.
import { integrity } from './site-files.js';

/**
 * @param script the service worker as it is bundled
 * @param kept what a visit without a network needs, by name
 */
export function serviceWorker(script: string, version: string, kept: ReadonlyMap<string, Uint8Array>): string {
  const files = [...kept]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => ({ url: name === 'index.html' ? './' : name, integrity: integrity(content) }));
  return `const VERSION = ${JSON.stringify(version)}, FILES = ${JSON.stringify(files)};\n${script}`;
}
