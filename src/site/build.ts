// The page and everything it loads, as files for any web server.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageArtefact } from '#hosts/browser/parts.js';
import type { WebImage, WebPlan } from '#hosts/browser/web-parts.js';
import { readArtefact, type Image } from '#hosts/node/image.js';
import { loadLabs, type StoredLab } from '#course/lab.js';
import { labImageName } from '#course/lab-image.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { v86Wasm } from '#hosts/node/v86.js';
import { catalogue as catalogueSchema } from '#page-data/catalogue.js';
import { bundlePage, bundleScript, type Entry } from './bundle.js';
import { readCatalogue } from './catalogue.js';
import { coldFiles, firstImage, laterFiles } from './cold.js';
import { addGradePage } from './grade-page.js';
import { pageHtml, webManifest } from './html.js';
import type { KitPage } from './kit-page.js';
import { readLabs } from './lab-catalogue.js';
import { librariesOf } from './libraries.js';
import { serviceWorker } from './service-worker.js';
import { sha256, SiteFiles } from './site-files.js';
import { addXrayPage } from './xray-page.js';

const TITLE = 'ipclab';
const DESCRIPTION = 'A Linux lab for inter-process communication: C programs in a real kernel, in a browser tab';

export interface BuiltSite {
  readonly files: SiteFiles;
  /** What kits are made of beside these. */
  readonly kit: KitPage;
  /** Digest of page and image. */
  readonly version: string;
  /** What is loaded before the first prompt. */
  readonly first: readonly string[];
}

/**
 * Same sources and images: same files, to the byte.
 *
 * @param images the page starts with the first; the others are loaded when they are asked for
 */
export async function buildSite(images: readonly [Image, ...Image[]]): Promise<BuiltSite> {
  const files = new SiteFiles();
  const worker = await bundleScript('src/hosts/browser/worker.ts');
  const [{ style, page, embed, chunks }, single, opener, keeper, parts, catalogue] = await Promise.all([
    bundlePage(files),
    bundleScript('web/src/kit/main.tsx', 'esm'),
    bundleScript('web/src/kit/opener.ts', 'esm'),
    bundleScript('src/hosts/browser/service-worker.ts'),
    addParts(files, images, worker.text),
    addCatalogue(files, images),
  ]);
  const cold = coldFiles(parts);
  const { stateZst } = firstImage(parts).artefacts;
  files.add('icon.svg', await readFile(join(PACKAGE_ROOT, 'web/icon.svg')));
  files.add('site.webmanifest', webManifest(TITLE, DESCRIPTION));
  // Without a digest in their names: other pages hold their addresses.
  files.add('ipc-lab.js', (await bundleScript('web/src/embed/element.ts')).text);
  files.add('parts.json', JSON.stringify(parts));
  const html = ({ script, preload }: Entry, version: string): string =>
    pageHtml({
      title: TITLE,
      description: DESCRIPTION,
      script,
      style,
      modules: preload,
      data: [parts.wasm.file, stateZst, catalogue],
      site: { title: TITLE, version, catalogue, parts },
    });
  const version = createHash('sha256')
    .update(files.digest())
    .update(html(page, ''))
    .update(html(embed, ''))
    .digest('hex');
  files.add('index.html', html(page, version));
  files.add('embed.html', html(embed, version));
  const kept = new Map([...files.all].filter(([name]) => !cold.has(name)));
  const rare = laterFiles(parts);
  const later = new Map([...files.all].filter(([name]) => rare.has(name)));
  files.add('sw.js', serviceWorker(keeper.text, version, kept, later));
  // No visitor needs it, so that it is in no visitor's cache.
  await addGradePage(files, parts);
  await addXrayPage(files);
  const first = ['index.html', page.script, ...page.preload, style, parts.worker, parts.wasm.file, stateZst, catalogue];
  const libraries = await librariesOf([...single.inputs, ...worker.inputs]);
  const scripts = { single: single.text, opener: opener.text, serviceWorker: keeper.text };
  const kit = { page, style, chunks, parts, libraries, ...scripts };
  return { files, kit, version, first };
}

async function addCatalogue(files: SiteFiles, images: readonly [Image, ...Image[]]): Promise<string> {
  const examples = await readCatalogue();
  const imageOf = (lab: StoredLab): Image =>
    images.find(({ manifest }) => manifest.name === labImageName(lab)) ?? images[0];
  const labs = await readLabs(await loadLabs(), new Set(examples.map(({ name }) => name)), imageOf);
  return files.addAsset('catalogue.json', JSON.stringify(catalogueSchema.parse({ examples: [...labs, ...examples] })));
}

async function addParts(files: SiteFiles, images: readonly Image[], worker: string): Promise<WebPlan> {
  const wasm = await v86Wasm();
  return {
    images: await Promise.all(images.map((image) => addImage(files, image))),
    wasm: { file: files.addAsset('v86.wasm', wasm), size: wasm.length, sha256: sha256(wasm) },
    worker: files.addAsset('worker.js', worker),
  };
}

async function addImage(files: SiteFiles, image: Image): Promise<WebImage> {
  const { manifest } = image;
  const add = async (name: PageArtefact): Promise<string> =>
    files.addAsset(manifest.artefacts[name].file, await readArtefact(image, name));
  const [stateZst, warmZst, bios, vgaBios, kernel, rootfs] = await Promise.all([
    add('stateZst'),
    add('warmZst'),
    add('bios'),
    add('vgaBios'),
    add('kernel'),
    add('rootfs'),
  ]);
  return { manifest, artefacts: { stateZst, warmZst, bios, vgaBios, kernel, rootfs } };
}
