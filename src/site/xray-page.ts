// An X-ray in a file of its own: `make web` leaves the page without a recording, and the command line puts one into it.
import { ELEMENTS } from '#page-data/elements.js';
import { decodeText, encodeText } from '#util/bytes.js';
import type { XrayData } from '#xray/xray-data.js';
import { bundleScript } from './bundle.js';
import { escapeHtml, jsonForHtml } from './html.js';
import { readBuilt } from './kit-page.js';
import { integrity, XRAY_PAGE, type SiteFiles } from './site-files.js';

const SLOT = `<script type="application/json" id="${ELEMENTS.xray}">`;

/** The page without a recording. */
export async function xrayPage(): Promise<string> {
  const [{ text: script }, { text: style }] = await Promise.all([
    bundleScript('web/src/xray/main.tsx'),
    bundleScript('web/styles/xray-page.css'),
  ]);
  const policy = `default-src 'none'; script-src '${integrity(encodeText(script))}'; style-src '${integrity(encodeText(style))}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>X-ray</title>
<style>${style}</style>
</head>
<body>
<main id="${ELEMENTS.app}"></main>
<noscript>An X-ray is drawn by JavaScript; allow it and load the file again.</noscript>
${SLOT}</script>
<script>${script}</script>
</body>
</html>
`;
}

export async function addXrayPage(files: SiteFiles): Promise<void> {
  files.add(XRAY_PAGE, await xrayPage());
}

/** @param page what {@link xrayPage} gives; default: as `make web` has left it */
export async function xrayHtml(data: XrayData, page?: string): Promise<string> {
  const empty = page ?? decodeText(await readBuilt(XRAY_PAGE));
  return empty.replace(SLOT, () => `${SLOT}${jsonForHtml(data)}`);
}
