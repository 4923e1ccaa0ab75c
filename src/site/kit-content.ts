// What a kit offers: the chosen examples and labs, as its page shows them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredExample } from '#course/examples.js';
import type { Image } from '#hosts/node/image.js';
import type { StoredLab } from '#course/lab.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { kitStore } from '#kit/kit-store.js';
import type { CatalogueExample } from '#page-data/catalogue.js';
import type { KitData } from '#page-data/kit.js';
import { readCatalogue } from './catalogue.js';
import type { KitPage } from './kit-page.js';
import { licenceText } from './licences.js';
import { readLabs } from './lab-catalogue.js';
import { renderReadme } from './readme.js';

export interface KitOrder {
  readonly title: string;
  /** When it is for; empty: not said. */
  readonly term: string;
  /** Markdown; empty: there is none. */
  readonly statement: string;
  /** The statement's file, for messages. */
  readonly where: string;
  readonly examples: readonly StoredExample[];
  readonly labs: readonly StoredLab[];
  /** Whether it reports to a learning platform. */
  readonly scorm: boolean;
}

export interface KitContent {
  readonly title: string;
  readonly kit: KitData;
  readonly catalogue: readonly CatalogueExample[];
}

/** @throws IpclabError `usage` when a lab or a text is wrong */
export async function kitContent(order: KitOrder, page: KitPage, image: Image): Promise<KitContent> {
  const { title, term, statement, where, scorm } = order;
  const examples = await readCatalogue(order.examples);
  const names = new Set(examples.map(({ name }) => name));
  const labs = await readLabs(order.labs, names, () => image);
  const own = await readFile(join(PACKAGE_ROOT, 'LICENSE'), 'utf8');
  return {
    title,
    kit: {
      term,
      store: kitStore({ title, term, labs: order.labs.map(({ name, lab }) => ({ name, title: lab.title })) }),
      statement: renderReadme(statement, names, where),
      scorm,
      licences: licenceText(own, image.manifest, page.libraries),
    },
    catalogue: [...labs, ...examples],
  };
}
