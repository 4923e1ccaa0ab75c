// What the page is given: written into its HTML as data when it is built.
import type { Example } from '../../src/examples/schema.js';
import type { Parts } from '../../src/hosts/browser/parts.js';
import { webParts, type WebPlan } from '../../src/hosts/browser/web-parts.js';
import { IpclabError } from '../../src/util/error.js';

export interface Site {
  readonly title: string;
  /** Digest of page and image. */
  readonly version: string;
  /** @throws IpclabError `image-missing` when it cannot be loaded */
  catalogue(): Promise<Catalogue>;
  /** What machines start from. */
  readonly parts: Parts;
}

export interface Catalogue {
  readonly examples: readonly CatalogueExample[];
}

export interface CatalogueExample {
  /** `topic/name`. */
  readonly name: string;
  readonly title: string;
  readonly shows: string;
  /** HTML. A link to another example is `#topic/name`. */
  readonly readme: string;
  /** Text of each file that belongs to it. */
  readonly files: Readonly<Record<string, string>>;
  readonly example: Example;
}

/** The content of the page's `<script type="application/json" id="site">`. */
export interface SiteData {
  readonly title: string;
  readonly version: string;
  /** Address of the catalogue, relative to the page. */
  readonly catalogue: string;
  readonly parts: WebPlan;
}

/** The site that this page was built for. */
export function readSite(): Site {
  const data = JSON.parse(document.getElementById('site')?.textContent ?? '') as SiteData;
  const { title, version, parts } = data;
  let catalogue: Promise<Catalogue> | undefined;
  return {
    title,
    version,
    catalogue: () => (catalogue ??= loadCatalogue(new URL(data.catalogue, document.baseURI))),
    parts: webParts(parts, document.baseURI),
  };
}

async function loadCatalogue(url: URL): Promise<Catalogue> {
  const response = await fetch(url).catch(() => undefined);
  if (response?.ok) return (await response.json()) as Catalogue;
  const why = response ? `status ${response.status}` : 'the server does not answer';
  throw new IpclabError('image-missing', `the examples cannot be loaded (${why}); load the page again`);
}
