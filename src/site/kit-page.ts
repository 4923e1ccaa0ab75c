// What `make web` leaves for kits beside the page: they are put together later, without the tools that build a page.
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WebPlan } from '#hosts/browser/web-parts.js';
import { KIT_OUT, WEB_OUT } from '#node/paths.js';
import { IpclabError } from '#util/error.js';
import type { Entry } from './bundle.js';
import type { Library } from './libraries.js';

export interface KitPage {
  readonly page: Entry;
  readonly style: string;
  /** What the page loads when it needs it. */
  readonly chunks: readonly string[];
  readonly parts: WebPlan;
  /** What is bundled, as far as others wrote it. */
  readonly libraries: readonly Library[];
  /** The page as one module that imports nothing. */
  readonly single: string;
  /** The service worker, which wants `VERSION` and `FILES` before it. */
  readonly serviceWorker: string;
}

const FILE = 'page.json';

export async function writeKitPage(page: KitPage): Promise<void> {
  await mkdir(dirname(KIT_OUT), { recursive: true });
  const partial = await mkdtemp(join(dirname(KIT_OUT), '.out-'));
  await writeFile(join(partial, FILE), JSON.stringify(page));
  await rm(KIT_OUT, { recursive: true, force: true });
  await chmod(partial, 0o755);
  await rename(partial, KIT_OUT);
}

/** @throws IpclabError `usage` when the page is not built */
export async function readKitPage(): Promise<KitPage> {
  const text = await readFile(join(KIT_OUT, FILE), 'utf8').catch(() => {
    throw new IpclabError('usage', `the page is not built: ${KIT_OUT} has no ${FILE}; build it with: make web`);
  });
  return JSON.parse(text) as KitPage;
}

/** A file of the built page. */
export async function readBuilt(name: string): Promise<Uint8Array> {
  return readFile(join(WEB_OUT, name)).catch(() => {
    throw new IpclabError('usage', `the page is not built: ${WEB_OUT} has no ${name}; build it with: make web`);
  });
}
