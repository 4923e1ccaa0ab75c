// A kit as a folder for any web server.
import { createHash } from 'node:crypto';
import type { Image } from '#hosts/node/image.js';
import { catalogue as catalogueSchema } from '#page-data/catalogue.js';
import { coldFiles, firstImage } from './cold.js';
import { pageHtml, webManifest } from './html.js';
import type { KitContent } from './kit-content.js';
import { partsFor, readBuilt, type KitPage } from './kit-page.js';
import { spdx } from './licences.js';
import { serviceWorker } from './service-worker.js';
import { SiteFiles } from './site-files.js';

/** Same content, page and image: same files, to the byte. */
export async function folderKit(
  { title, kit, catalogue }: KitContent,
  built: KitPage,
  image: Image,
): Promise<SiteFiles> {
  const { page, style } = built;
  const parts = partsFor(built, image);
  const { artefacts } = firstImage(parts);
  const files = new SiteFiles();
  const names = [page.script, ...page.preload, style, parts.worker, parts.wasm.file, ...Object.values(artefacts)];
  for (const name of [...names, ...built.chunks, 'icon.svg']) files.add(name, await readBuilt(name));
  files.add('site.webmanifest', webManifest(title, kit.term));
  const examples = files.addAsset('catalogue.json', JSON.stringify(catalogueSchema.parse({ examples: catalogue })));
  const html = (version: string): string =>
    pageHtml({
      title,
      description: kit.term,
      script: page.script,
      style,
      modules: page.preload,
      data: [parts.wasm.file, artefacts.stateZst, examples],
      site: { title, version, catalogue: examples, parts, kit },
    });
  const version = createHash('sha256').update(files.digest()).update(html('')).digest('hex');
  files.add('index.html', html(version));
  files.add('licences.spdx.json', spdx(title, version, image.manifest, built.libraries));
  files.add('licences.txt', kit.licences);
  const cold = coldFiles(parts);
  const kept = new Map([...files.all].filter(([name]) => !cold.has(name)));
  files.add('sw.js', serviceWorker(built.serviceWorker, version, kept, new Map()));
  return files;
}
