// What `make web` leaves for kits beside the page: they are put together later, without the tools that build a page.
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ifThere } from '#node/file-error.js';
import { KIT_OUT, WEB_OUT } from '#node/paths.js';
import type { WebPlan } from '#hosts/browser/web-parts.js';
import type { Image } from '#hosts/node/image.js';
import { makeWhole } from '#node/whole-file.js';
import { webPlan } from '#page-data/site.js';
import { IpclabError } from '#util/error.js';
import { parseAs } from '#util/parse-as.js';
import type { Entry } from './bundle.js';
import type { Library } from './libraries.js';

const library: z.ZodType<Library> = z.strictObject({
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  source: z.string(),
  text: z.string(),
});

const entry: z.ZodType<Entry> = z.strictObject({ script: z.string(), preload: z.array(z.string()) });

const kitPage = z
  .strictObject({
    page: entry,
    style: z.string(),
    chunks: z.array(z.string()).readonly().describe('What the page loads when it needs it.'),
    parts: webPlan,
    libraries: z.array(library).describe('What is bundled, as far as others wrote it.'),
    single: z.string().describe('The page as one module that imports nothing.'),
    opener: z.string().describe('The module that unpacks it where it is packed.'),
    serviceWorker: z.string().describe('The service worker, which wants `VERSION`, `FILES` and `LATER` before it.'),
  })
  .readonly();

export type KitPage = z.output<typeof kitPage>;

const FILE = 'page.json';

const REBUILD = 'build the page again with: make web';

export async function writeKitPage(page: KitPage): Promise<void> {
  await makeWhole(
    KIT_OUT,
    async (partial) => {
      await chmod(partial, 0o755);
      await writeFile(join(partial, FILE), JSON.stringify(page));
    },
    { existing: 'replace', cure: 'make room for it' },
  );
}

/**
 * @param folder default: where `make web` leaves it
 * @throws IpclabError `usage` when the page is not built, or was built by another version
 */
export async function readKitPage(folder = KIT_OUT): Promise<KitPage> {
  const file = join(folder, FILE);
  const text = await ifThere(readFile(file, 'utf8'), file, REBUILD);
  if (text === undefined) throw notBuilt(folder, FILE);
  const cure = `it is of another version of ipclab; ${REBUILD}`;
  return parseAs(kitPage, text, { where: file, cure });
}

/**
 * Of what the page's machines start from, what a kit for this image takes.
 *
 * @throws IpclabError `usage` when the page was built without it
 */
export function partsFor({ parts }: Pick<KitPage, 'parts'>, { manifest }: Image): WebPlan {
  const images = parts.images.filter((image) => image.manifest.digest === manifest.digest);
  if (images.length > 0) return { ...parts, images };
  const there = parts.images.map((image) => image.manifest.name);
  throw new IpclabError('usage', missingInPage(there, manifest.name));
}

/**
 * @param there names of the images that the built page has
 * @param asked name of the image that it does not have, in this version at least
 */
export function missingInPage(there: readonly string[], asked: string): string {
  const names = [...new Set([...there, asked])].join(' ');
  return `the page was built with ${there.join(' and ')}, and not with this image ${asked}; build it again with: make web IMAGES='${names}'`;
}

/** A file of the built page. */
export async function readBuilt(name: string): Promise<Uint8Array> {
  const file = join(WEB_OUT, name);
  const content = await ifThere(readFile(file), file, REBUILD);
  if (!content) throw notBuilt(WEB_OUT, name);
  return content;
}

function notBuilt(folder: string, name: string): IpclabError {
  return new IpclabError('usage', `the page is not built: ${folder} has no ${name}; build it with: make web`);
}
