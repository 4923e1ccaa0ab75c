// The page's HTML.
import { ELEMENTS } from '#page-data/elements.js';
import { webSite, type WebSite } from '#page-data/site.js';
import { CONTENT_SECURITY_POLICY } from './policy.js';

export interface PageParts {
  readonly title: string;
  readonly description: string;
  readonly script: string;
  readonly style: string;
  /** Scripts that are needed at once. */
  readonly modules: readonly string[];
  /** Data that is needed at once. */
  readonly data: readonly string[];
  readonly site: WebSite;
}

/** Addresses are relative, so that the page works below any path of any server. */
export function pageHtml({ title, description, script, style, modules, data, site }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(CONTENT_SECURITY_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="manifest" href="site.webmanifest">
<link rel="stylesheet" href="${style}">
${modules.map((url) => `<link rel="modulepreload" href="${url}">\n`).join('')}${data.map((url) => `<link rel="preload" as="fetch" crossorigin href="${url}">\n`).join('')}<script type="module" src="${script}"></script>
</head>
<body>
<div id="app"></div>
<noscript>This page runs a Linux machine in the browser; it needs JavaScript and WebAssembly. Allow both and load it again.</noscript>
<script type="application/json" id="${ELEMENTS.site}">${jsonForHtml(webSite.parse(site))}</script>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** JSON in which nothing ends the element that it stands in. */
export function jsonForHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** What a browser needs to install the page. */
export function webManifest(name: string, description: string): string {
  return JSON.stringify({
    name,
    description,
    start_url: './',
    display: 'standalone',
    icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  });
}
