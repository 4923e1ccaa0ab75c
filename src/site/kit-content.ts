// What a kit offers: the chosen examples and labs, as its page shows them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabPlan } from '#lab/job.js';
import { previewLab } from '#lab/preview.js';
import type { StoredExample } from '#course/examples.js';
import type { Image } from '#hosts/node/image.js';
import type { StoredLab } from '#course/lab.js';
import { prepareLab } from '#course/lab-plan.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { kitStore } from '#kit/kit-store.js';
import { toPlainText } from '#util/plain-text.js';
import { publicPlan } from '#kit/public-plan.js';
import type { CatalogueExample } from '#page-data/catalogue.js';
import type { KitData } from '#page-data/kit.js';
import { decodeText } from '#util/bytes.js';
import { readCatalogue } from './catalogue.js';
import type { KitPage } from './kit-page.js';
import { licenceText } from './licences.js';
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
}

export interface KitContent {
  readonly title: string;
  readonly kit: KitData;
  readonly catalogue: readonly CatalogueExample[];
}

/** @throws IpclabError `usage` when a lab or a text is wrong */
export async function kitContent(order: KitOrder, page: KitPage, image: Image): Promise<KitContent> {
  const { title, term, statement, where } = order;
  const examples = await readCatalogue(order.examples);
  const names = new Set(examples.map(({ name }) => name));
  const labs: CatalogueExample[] = [];
  for (const lab of order.labs) labs.push(await labEntry(lab, names, image));
  const own = await readFile(join(PACKAGE_ROOT, 'LICENSE'), 'utf8');
  return {
    title,
    kit: {
      term,
      store: kitStore({ title, term, labs: order.labs.map(({ name, lab }) => ({ name, title: lab.title })) }),
      statement: renderReadme(statement, names, where),
      image: image.manifest.digest,
      licences: licenceText(own, image.manifest, page.libraries),
    },
    catalogue: [...labs, ...examples],
  };
}

/** A lab as its students may have it: of its files, those of starter/ alone. */
async function labEntry(stored: StoredLab, names: ReadonlySet<string>, image: Image): Promise<CatalogueExample> {
  const { name, lab, statement, files, where } = stored;
  const all = await prepareLab(stored, image);
  const plan = publicPlan(all);
  const here = new Set(checksOf(plan));
  const later = (task: string, check: string): boolean => !here.has(checkId(task, check));
  return {
    name: `labs/${name}`,
    title: lab.title,
    shows: '',
    readme: renderReadme(previewLab(lab, statement, later), names, where),
    files: Object.fromEntries(Object.entries(files.starter).map(([file, content]) => [file, decodeText(content)])),
    lab: {
      name,
      digest: plan.digest,
      checksHere: here.size,
      checksLater: checksOf(all).length - here.size,
      plan: toPlainText(plan),
    },
  };
}

const checkId = (task: string, check: string): string => `${task} ${check}`;

function checksOf({ tasks }: LabPlan): string[] {
  return tasks.flatMap(({ name, checks }) => checks.map((check) => checkId(name, check.name)));
}
