// Makes the README's pictures of the page, from the page as it is built.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { PACKAGE_ROOT } from '#node/paths.js';
import { openSite } from './site.js';
import { Student } from './student.js';

/** Bytes; a README with larger pictures is slow to open. */
const LARGEST = 300_000;

interface Picture {
  readonly name: string;
  readonly example: string;
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
  /** The button that is pressed. */
  readonly press: 'Run' | 'Check';
  /** What is on the page when the picture is taken: an element, and what its text matches. */
  readonly shows: readonly [selector: string, text: RegExp];
}

const PICTURES: readonly Picture[] = [
  {
    name: 'page-wide',
    example: 'pipes/open-pipe-problem',
    width: 1440,
    height: 860,
    theme: 'light',
    press: 'Run',
    shows: ['.evidence', /waits in read/],
  },
  {
    name: 'page-dark',
    example: 'sockets/inet-stream',
    width: 1440,
    height: 860,
    theme: 'dark',
    press: 'Check',
    shows: ['.checks', /all checks passed/],
  },
  {
    name: 'page-phone',
    example: 'pipes/loopback',
    width: 390,
    height: 780,
    theme: 'light',
    press: 'Run',
    shows: ['.terminal-note', /ended with status 0/],
  },
];

for (const picture of PICTURES) {
  const { name, example, width, height, theme, press, shows } = picture;
  await using open = await openSite(`/${example}`);
  const { page } = open;
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  const student = new Student(page);
  await student.sees(/^Ready$/);
  await student.inEditor('1');
  await student.press(press);
  await student.until(...shows);
  await student.settled();
  await take(page, name);
}

async function take(page: Page, name: string): Promise<void> {
  const file = join('docs', `${name}.png`);
  const content = await page.screenshot({ type: 'png', optimizeForSpeed: false });
  if (content.length > LARGEST) throw new Error(`${file} would have ${content.length} bytes, more than ${LARGEST}`);
  await writeFile(join(PACKAGE_ROOT, file), content);
  process.stdout.write(`${file}: ${Math.ceil(content.length / 1000)} kB\n`);
}
