// What the page works with, made of the data in its HTML.
import type { Parts } from '#hosts/browser/parts.js';
import { webParts } from '#hosts/browser/web-parts.js';
import type { Catalogue } from '#page-data/catalogue.js';
import { ELEMENTS } from '#page-data/elements.js';
import type { KitData } from '#page-data/kit.js';
import type { WebSite } from '#page-data/site.js';
import { IpclabError } from '#util/error.js';
import { createOffline, type Offline } from './offline.js';
import type { Platform } from './platform/open-platform.js';

export interface Site {
  readonly title: string;
  /** Digest of page and image. */
  readonly version: string;
  /** @throws IpclabError `image-missing` when it cannot be loaded */
  catalogue(): Promise<Catalogue>;
  /** What machines start from. */
  readonly parts: Parts;
  /** What they can start from instead, with other compilers. */
  readonly others: readonly Parts[];
  /** Visits without a network, and newer versions. */
  readonly offline: Offline;
  /** What an instructor gave this page to; undefined: it is the project's own. */
  readonly kit: KitData | undefined;
  /** The learning platform that the kit was made for. */
  readonly platform?: Platform | undefined;
}

/** ms; the machine that starts with what was just loaded has the processor first. */
const KEEP_AFTER = 2000;

/** The site that this page was built for. */
export function readSite(): Site {
  const data = JSON.parse(document.getElementById(ELEMENTS.site)?.textContent ?? '') as WebSite;
  const { title, version } = data;
  const offline = createOffline('sw.js');
  const parts = webParts(data.parts, document.baseURI);
  const others = data.parts.images.slice(1).map((image): Parts => {
    const other = webParts(data.parts, document.baseURI, image.manifest.digest);
    return {
      ...other,
      wasm: (options) => parts.wasm(options),
      artefact: async (...request) => {
        const content = await other.artefact(...request);
        void offline.keepAlso(image.artefacts[request[0]]);
        return content;
      },
    };
  });
  let catalogue: Promise<Catalogue> | undefined;
  return {
    title,
    version,
    catalogue: () => (catalogue ??= loadCatalogue(new URL(data.catalogue, document.baseURI))),
    parts: {
      ...parts,
      artefact: async (...request) => {
        try {
          return await parts.artefact(...request);
        } finally {
          // What is to be kept is now in the browser's cache, and is not sent twice.
          setTimeout(() => void offline.keep(), KEEP_AFTER);
        }
      },
    },
    others,
    offline,
    kit: data.kit,
  };
}

async function loadCatalogue(url: URL): Promise<Catalogue> {
  const response = await fetch(url).catch(() => undefined);
  if (response?.ok) return (await response.json()) as Catalogue;
  const why = response ? `status ${response.status}` : 'the server does not answer';
  throw new IpclabError('image-missing', `the examples cannot be loaded (${why}); load the page again`);
}
