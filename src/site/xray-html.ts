// X-rays in a file of their own: recordings are put into the page that `make web` has left. Needs no bundler.
import { ELEMENTS } from '#page-data/elements.js';
import { decodeText } from '#util/bytes.js';
import { packed } from '#xray/packed.js';
import type { XrayData } from '#xray/xray-data.js';
import { jsonForHtml } from './html.js';
import { readBuilt } from './kit-page.js';
import { XRAY_PAGE } from './site-files.js';

/** Where the recordings stand. */
export const SLOT = `<script type="application/json" id="${ELEMENTS.xray}">`;

/**
 * @param runs that are shown below each other
 * @param page what `xrayPage` gives; default: as `make web` has left it
 */
export async function xrayHtml(runs: readonly XrayData[], page?: string): Promise<string> {
  const empty = page ?? decodeText(await readBuilt(XRAY_PAGE));
  return empty.replace(SLOT, () => `${SLOT}${jsonForHtml(runs.map(packed))}`);
}
