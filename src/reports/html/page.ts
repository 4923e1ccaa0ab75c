import { markup, Markup } from './markup.js';
import { STYLE, STYLE_HASH } from './style.js';

/** A whole document that needs nothing else: its one style sheet is allowed by its digest, scripts and requests are not. */
export function page(title: string, body: Markup): string {
  const policy = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
  return `${
    markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
${body}
</body>
</html>`.text
  }\n`;
}
