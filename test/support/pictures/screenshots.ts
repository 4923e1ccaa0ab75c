// Takes the pictures of every moment, wide and narrow, light and dark, from the page as it is built; and puts those of
// the README and of its chapters, with the one that moves, into docs/.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { PACKAGE_ROOT } from '#node/paths.js';
import { MOMENTS } from './moments.js';
import { writeMovingPicture } from './moving-picture.js';

const OUT = join(PACKAGE_ROOT, 'web/pictures');
const SIZES = [
  { width: 1440, height: 860 },
  { width: 1024, height: 768 },
  { width: 390, height: 780 },
];
const THEMES = ['light', 'dark'];

/** By its name in docs/, which picture it is. */
const OF_DOCS: Readonly<Record<string, string>> = {
  'page-wide': 'hanging-1440-light',
  'page-dark': 'passed-1440-dark',
  'page-phone': 'running-390-light',
  'xray-open-pipe': 'xray-open-pipe-1024-light',
  'xray-lost-update': 'xray-lost-update-1024-light',
  'xray-deadlock': 'xray-deadlock-1024-light',
};

/** Bytes; a text with larger pictures is slow to open. */
const LARGEST = 300_000;

/** Among the moments, when some are asked for: the terminal of the README. */
const MOVING = 'terminal';

const asked = process.argv.slice(2);
const moments = MOMENTS.filter(({ name }) => asked.length === 0 || asked.includes(name));
if (asked.length === 0) await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
for (const { name, open } of moments) {
  await using there = await open();
  for (const size of SIZES) {
    for (const theme of THEMES) await take(there.page, `${name}-${size.width}-${theme}`, size, theme);
  }
}
for (const [name, picture] of Object.entries(OF_DOCS)) {
  if (!moments.some((moment) => SIZES.some(({ width }) => picture.startsWith(`${moment.name}-${width}-`)))) continue;
  await copyFile(join(OUT, `${picture}.png`), join(PACKAGE_ROOT, 'docs', `${name}.png`));
}

if (asked.length === 0 || asked.includes(MOVING)) {
  const bytes = await writeMovingPicture(`docs/${MOVING}.svg`);
  process.stdout.write(`${MOVING}.svg: ${Math.ceil(bytes / 1000)} kB\n`);
}

async function take(page: Page, name: string, size: (typeof SIZES)[number], theme: string): Promise<void> {
  await page.setViewport(size);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  // A terminal fits itself to its new room in the frame after the one in which the room changed.
  await page.evaluate(
    `new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 0))`,
  );
  const content = await page.screenshot({ type: 'png', optimizeForSpeed: false });
  const largest = Object.values(OF_DOCS).includes(name) ? LARGEST : Infinity;
  if (content.length > largest) throw new Error(`${name} would have ${content.length} bytes, more than ${largest}`);
  await writeFile(join(OUT, `${name}.png`), content);
  process.stdout.write(`${name}.png: ${Math.ceil(content.length / 1000)} kB\n`);
}
