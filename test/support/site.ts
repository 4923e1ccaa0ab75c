// The built page, as its users meet it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WEB_OUT } from '#node/paths.js';
import { serveSite } from '#site/server.js';
import { typeOf } from '#site/media-types.js';
import { openPage, openUrl, type OpenPage, type Served } from './chromium.js';

/**
 * Opens the built page on the server of `ipclab serve`, in a browser of its own.
 *
 * @param fragment the address after `#`
 * @param more further arguments of the browser's command line
 */
export async function openSite(fragment = '', more: readonly string[] = []): Promise<OpenPage> {
  const server = await serveSite(WEB_OUT, 0);
  const url = new URL(server.url);
  url.hash = fragment;
  return openUrl(url, server, more);
}

/** The built page's files as a plain server has them below a path, to be changed at will. */
export async function siteFiles(path = '/'): Promise<Record<string, Served>> {
  const entries = await readdir(WEB_OUT, { withFileTypes: true, recursive: true });
  const files: Record<string, Served> = {};
  for (const entry of entries) {
    if (!entry.isFile() || /\.(br|gz)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const name = file.slice(WEB_OUT.length + 1);
    files[path + name] = { type: typeOf(name), content: await readFile(file) };
  }
  const index = files[`${path}index.html`];
  if (index) files[path] = index;
  return files;
}

/** Opens the built page on a plain server, below a path, perhaps with some of its files changed. */
export async function openPlainSite(
  path = '/',
  change: (files: Record<string, Served>) => void = () => undefined,
): Promise<OpenPage> {
  const files = await siteFiles(path);
  change(files);
  return openPage(files, path);
}
