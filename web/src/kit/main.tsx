// Entry of a kit that is one file: everything that the page needs is in it, and is checked before it is used.
import { render } from 'preact';
import { signal } from '@preact/signals';
import { embeddedParts } from '#hosts/browser/embedded-parts.js';
import type { Catalogue } from '#page-data/catalogue.js';
import { ELEMENTS } from '#page-data/elements.js';
import type { EmbeddedSite } from '#page-data/site.js';
import { encodeText } from '#util/bytes.js';
import { sha256 } from '#util/digest.js';
import { IpclabError } from '#util/error.js';
import { App } from '../app.js';
import { nameStudent } from '../lab/hand-in.js';
import { openPlatform } from '../platform/open-platform.js';
import type { Site } from '../site.js';

/** What a person calls the elements that hold text; the file says what each should be. */
const TEXTS = { site: 'the description', style: 'the style', catalogue: 'the examples' } as const;

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';

async function readSite(): Promise<Site> {
  for (const [id, what] of Object.entries(TEXTS)) {
    if ((await sha256(encodeText(textOf(id)))) !== document.documentElement.dataset[id]) {
      throw new IpclabError('image-corrupt', `${what} in this file is damaged; get the file again`);
    }
  }
  const { title, version, kit, parts } = JSON.parse(textOf(ELEMENTS.site)) as EmbeddedSite;
  const platform = kit.scorm ? openPlatform(window, kit.store) : undefined;
  if (platform) nameStudent(platform.studentName);
  return {
    title,
    version,
    kit,
    platform,
    parts: await embeddedParts(parts, textOf),
    others: [],
    catalogue: () => Promise.resolve(JSON.parse(textOf(ELEMENTS.catalogue)) as Catalogue),
    // A file is there without a network anyway.
    offline: {
      state: signal('no'),
      keep: () => Promise.resolve(),
      keepAlso: () => Promise.resolve(),
      update: () => location.reload(),
    },
  };
}

const root = document.getElementById('app');
if (root) {
  try {
    const site = await readSite();
    root.textContent = '';
    render(<App site={site} />, root);
  } catch (error) {
    root.textContent = '';
    render(
      <main class="failure">
        <h1>This kit cannot be opened</h1>
        <p role="alert">{error instanceof Error ? error.message : String(error)}</p>
      </main>,
      root,
    );
  }
}
