// The service worker of one version of a page.
import { integrity } from './site-files.js';

/**
 * @param script the service worker as it is bundled
 * @param kept what a visit without a network needs, by name
 * @param later what such a visit may need besides, once it was loaded
 */
export function serviceWorker(
  script: string,
  version: string,
  kept: ReadonlyMap<string, Uint8Array>,
  later: ReadonlyMap<string, Uint8Array>,
): string {
  const values = { VERSION: version, FILES: listed(kept), LATER: listed(later) };
  const constants = Object.entries(values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return `const ${constants.join(', ')};\n${script}`;
}

function listed(files: ReadonlyMap<string, Uint8Array>): { url: string; integrity: string }[] {
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => ({ url: name === 'index.html' ? './' : name, integrity: integrity(content) }));
}
