// The workspace of a page, with whatever the browser lets it keep.
import { within } from '#util/deadline.js';
import type { Catalogue } from '#page-data/catalogue.js';
import type { Site } from '../site.js';
import { BrowserStore } from './browser-store.js';
import { MemoryStore } from './memory-store.js';
import { Workspace } from './workspace.js';

export interface Opened {
  readonly workspace: Workspace;
  /** Why there are no examples. */
  readonly catalogueFault: string | undefined;
}

/** The database of every page that is no kit. */
const STORE = 'ipclab';

/** ms; a browser that does not answer is one that keeps nothing. */
const STORE_TIMEOUT = 4000;

/** Never rejects: without a store there is memory, without examples there are one's own projects. */
export async function openWorkspace(site: Site): Promise<Opened> {
  const [stored, catalogue] = await Promise.allSettled([
    within(BrowserStore.open(site.platform?.store ?? site.kit?.store ?? STORE), 'opening the store', {
      timeout: STORE_TIMEOUT,
    }),
    site.catalogue(),
  ]);
  const examples: Catalogue = catalogue.status === 'fulfilled' ? catalogue.value : { examples: [] };
  const workspace =
    stored.status === 'fulfilled'
      ? new Workspace(stored.value, examples)
      : new Workspace(new MemoryStore(), examples, told(stored.reason));
  await workspace.start();
  return { workspace, catalogueFault: catalogue.status === 'rejected' ? told(catalogue.reason) : undefined };
}

function told(reason: unknown): string {
  return reason instanceof Error ? reason.message || reason.name : String(reason);
}
