// The page of an X-ray without a recording, as `make web` leaves it.
import { ELEMENTS } from '#page-data/elements.js';
import { encodeText } from '#util/bytes.js';
import { bundleScript } from './bundle.js';
import { escapeHtml } from './html.js';
import { integrity, XRAY_PAGE, type SiteFiles } from './site-files.js';
import { SLOT } from './xray-html.js';

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
