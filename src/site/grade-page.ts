// The page that `ipclab grade --host chromium` opens: nothing to see, and machines of this site to grade on.
import type { WebPlan } from '#hosts/browser/web-parts.js';
import { ELEMENTS } from '#page-data/elements.js';
import { webPlan } from '#page-data/site.js';
import { bundleScript } from './bundle.js';
import { escapeHtml, jsonForHtml } from './html.js';
import { CONTENT_SECURITY_POLICY } from './policy.js';
import { GRADE_PAGE, type SiteFiles } from './site-files.js';

/** @param parts what machines of the site start from */
export async function addGradePage(files: SiteFiles, parts: WebPlan): Promise<void> {
  const script = files.addAsset('grade.js', (await bundleScript('web/src/grade.ts')).text);
  files.add(
    GRADE_PAGE,
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(CONTENT_SECURITY_POLICY)}">
<title>ipclab grade</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
</head>
<body>
<p>ipclab grade --host chromium works in this page.</p>
<script type="application/json" id="${ELEMENTS.parts}">${jsonForHtml(webPlan.parse(parts))}</script>
<script src="${script}"></script>
</body>
</html>
`,
  );
}
