// A kit as one file that opens without a server.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { EmbeddedPart, EmbeddedPlan } from '#hosts/browser/embedded-parts.js';
import type { Image } from '#hosts/node/image.js';
import { catalogue as catalogueSchema } from '#page-data/catalogue.js';
import { ELEMENTS } from '#page-data/elements.js';
import { embeddedSite } from '#page-data/site.js';
import { toDenseText } from '#util/dense-text.js';
import { IpclabError } from '#util/error.js';
import { firstImage } from './cold.js';
import { escapeHtml, jsonForHtml } from './html.js';
import type { KitContent } from './kit-content.js';
import { partsFor, readBuilt, type KitPage } from './kit-page.js';
import { spdx } from './licences.js';
import { sha256 } from './site-files.js';

export interface SingleKit {
  readonly html: string;
  /** What each part weighs in the file, bytes. */
  readonly weights: readonly { readonly name: string; readonly bytes: number }[];
}

interface Block {
  readonly part: EmbeddedPart;
  readonly text: string;
}

/** Same content, page and image: same bytes. */
export async function singleKit(
  { title, kit, catalogue }: KitContent,
  built: KitPage,
  image: Image,
): Promise<SingleKit> {
  const { single, opener } = built;
  const parts = partsFor(built, image);
  const { artefacts } = firstImage(parts);
  const [state, warm, wasm, worker] = await Promise.all([
    block('state', 'the snapshot', artefacts.stateZst, false),
    block('warm', 'the compiled code', artefacts.warmZst, false),
    block('wasm', 'v86', parts.wasm.file, true),
    block('worker', "the machine's worker", parts.worker, true),
  ]);
  const page = toDenseText(gzipSync(single, { level: 9 }));
  const style = Buffer.from(await readBuilt(built.style)).toString();
  refuseEnd(style, 'style');
  refuseEnd(opener, 'script');
  const plan: EmbeddedPlan = {
    manifest: image.manifest,
    state: state.part,
    warm: warm.part,
    wasm: wasm.part,
    worker: worker.part,
  };
  const examples = jsonForHtml(catalogueSchema.parse({ examples: catalogue }));
  const version = sha256([single, style, examples, JSON.stringify({ title, kit, plan })].join('\0'));
  const site = jsonForHtml(embeddedSite.parse({ title, version, kit, parts: plan }));
  // Runs only if the policy finds it whole, and so says what the rest has to be.
  const digests = `Object.assign(document.documentElement.dataset, ${JSON.stringify({ site: sha256(site), style: sha256(style), catalogue: sha256(examples) })});`;
  const licences = jsonForHtml(JSON.parse(spdx(title, version, image.manifest, built.libraries)));
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy([digests, opener, single], style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style id="${ELEMENTS.style}">${style}</style>
</head>
<body>
<div id="app"><main><h1>${escapeHtml(title)}</h1>
<p>This kit is opening. If this text stays, the file is damaged or the browser is too old: get the file again, or use a newer Chromium, Firefox or Edge.</p></main></div>
<script type="application/json" id="${ELEMENTS.site}">${site}</script>
<script type="application/json" id="${ELEMENTS.catalogue}">${examples}</script>
<script type="application/spdx+json" id="licences">${licences}</script>
<script type="text/plain" id="${ELEMENTS.page}">${page}</script>
<script type="text/plain" id="worker">${worker.text}</script>
<script type="text/plain" id="wasm">${wasm.text}</script>
<script type="text/plain" id="state">${state.text}</script>
<script type="text/plain" id="warm">${warm.text}</script>
<script>${digests}</script>
<script type="module">${opener}</script>
</body>
</html>
`;
  const weights = [
    { name: 'page', bytes: weigh(opener, page, style) },
    { name: 'examples, labs and licences', bytes: weigh(site, examples, licences) },
    { name: 'worker', bytes: weigh(worker.text) },
    { name: 'v86', bytes: weigh(wasm.text) },
    { name: 'snapshot', bytes: weigh(state.text) },
    { name: 'compiled code', bytes: weigh(warm.text) },
  ];
  return { html, weights };
}

function weigh(...texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

async function block(id: string, what: string, file: string, gzip: boolean): Promise<Block> {
  const content = await readBuilt(file);
  const packed = gzip ? gzipSync(content, { level: 9 }) : content;
  return {
    part: { what, id, gzip, size: content.length, sha256: sha256(content) },
    text: toDenseText(packed),
  };
}

/** Each script and the style by its digest; the worker comes from a blob, and nothing is ever loaded. */
function policy(scripts: readonly string[], style: string): string {
  const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${scripts.map(digest).join(' ')} 'wasm-unsafe-eval'`,
    `style-src ${digest(style)}`,
    'worker-src blob:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** An element whose text would end it early would be another text than the one with the digest. */
function refuseEnd(text: string, element: string): void {
  if (new RegExp(`</${element}|<!--`, 'i').test(text)) {
    throw new IpclabError(
      'build-failed',
      `the page's ${element} cannot stand in an HTML file; build it again with: make web`,
    );
  }
}
