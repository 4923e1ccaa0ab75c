// An X-ray in a real browser: long ones, by keyboard alone, with axe, light and dark, wide and narrow.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { xrayHtml } from '#site/xray-html.js';
import { xrayPage } from '#site/xray-page.js';
import type { Recording } from '#xray/events.js';
import { violations } from '../support/axe.js';
import { BUGS } from '../support/bugs.js';
import { openPage, type OpenPage } from '../support/chromium.js';
import { ipclab } from '../support/cli.js';
import { closedPipe, openPipe, philosophers, pingPong, READ_LINE, stalledPingPong } from '../support/xray/stories.js';

const PAGE = await xrayPage();
const LINES = {
  '/home/student/open-pipe': { [String(READ_LINE)]: { file: 'open-pipe.c', line: 2, function: 'main' } },
};
const SOURCES = { 'open-pipe.c': 'int main(void) {\n    read(p[0], buf, sizeof buf);\n}\n' };

async function open(...recordings: readonly Recording[]): Promise<OpenPage> {
  const shown = { lines: LINES, sources: SOURCES };
  const runs = recordings.map((recording, index) => ({ ...shown, title: `run ${index + 1}`, recording }));
  return openHtml(await xrayHtml(runs, PAGE));
}

async function openHtml(content: string): Promise<OpenPage> {
  return openPage({
    '/': { type: 'text/html; charset=utf-8', content },
    '/favicon.ico': { type: 'image/x-icon', content: '' },
  });
}

const text = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => (element as { textContent: string | null }).textContent ?? '');

/** Tab until something is in focus; fails where it never is. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let n = 0; n < 40; n++) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} cannot be reached by the keyboard`);
}

test('ten thousand events open, move and zoom, and only what is in sight is drawn', async () => {
  await using opened = await open(pingPong(10_000));
  const { page } = opened;
  await page.waitForSelector('.xray-pane svg');
  const shapes = 'document.querySelectorAll(".xray-pane svg *").length';
  assert.ok(((await page.evaluate(shapes)) as number) < 6000);
  assert.ok(((await page.evaluate('document.querySelectorAll("[role=option]").length')) as number) < 100);
  await tabTo(page, '.xray-pane');
  const before = await text(page, '.xray-pane .axis');
  await page.keyboard.press('+');
  const zoomed = await text(page, '.xray-pane .axis');
  assert.notEqual(zoomed, before);
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await text(page, '.xray-pane .axis'), zoomed);
  await page.keyboard.press('0');
  assert.equal(await text(page, '.xray-pane .axis'), before);
  assert.deepEqual(opened.errors, []);
});

test('the keyboard alone reaches an event, its line and its object', async () => {
  await using opened = await open(openPipe());
  const { page } = opened;
  await tabTo(page, '.xray-events');
  await page.keyboard.press('Home');
  assert.match(await text(page, '.xray-said'), /executes/);
  await page.keyboard.press('End');
  assert.match(await text(page, '.xray-said'), /is in read on pipe 1 and has not come back/);
  await tabTo(page, '.xray-objects button');
  await page.keyboard.press('Enter');
  assert.match(await text(page, '.xray-content'), /pipe 1 holds 0 of 65536/);
  await tabTo(page, '.xray-source');
  assert.match(await text(page, '.xray-source .here'), /read\(p\[0\]/);
  await tabTo(page, '.xray-table');
  assert.match(await text(page, '.xray-table'), /pipe 1, write end/);
  assert.deepEqual(opened.errors, []);
});

test('a long run that hangs begins where it does, and is a text for whoever opens it', async () => {
  await using opened = await open(stalledPingPong(2000));
  const { page } = opened;
  await page.waitForSelector('.xray-pane svg');
  assert.match(await text(page, '.xray-ending'), /Why it hangs/);
  assert.match(await text(page, '.xray-said'), /^ping-pong \(2\) is in read on pipe 2 and has not come back/);
  await tabTo(page, '.xray-story summary');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.xray-story li');
  assert.match(await text(page, '.xray-story li:last-child'), /^nobody can wake ping-pong \(3\)/);
  const first = await text(page, '.xray-story button');
  await tabTo(page, '.xray-story button');
  await page.keyboard.press('Enter');
  await page.waitForFunction(`document.querySelector('.xray-said').textContent === ${JSON.stringify(first)}`);
  assert.deepEqual(opened.errors, []);
});

test('a search leaves the events that say it, and a process its own', async () => {
  await using opened = await open(openPipe());
  const { page } = opened;
  await page.type('.xray input[type=search]', 'writes');
  await page.waitForFunction('document.querySelectorAll("[role=option]").length === 2');
  await page.select('.xray select', '3');
  await page.waitForFunction('document.querySelectorAll("[role=option]").length === 1');
  assert.match(await text(page, '[role=option]'), /open-pipe \(3\) writes 15 bytes/);
});

test('two runs stand beside each other, each where they part, which is told', async () => {
  await using opened = await open(openPipe(), closedPipe());
  const { page } = opened;
  await page.setViewport({ width: 1440, height: 900 });
  const told = await text(page, '.xray-parting');
  assert.match(told, /Here the two runs part.*run 1.*\(2\) writes 8 bytes to pipe 1.*run 2.*\(2\) calls wait/s);
  const said = (): Promise<string[]> => page.$$eval('.xray-said', (all) => all.map(({ textContent }) => textContent));
  assert.match((await said()).join('; '), /writes 8 bytes to pipe 1.*; .*calls wait/);
  const tops = await page.$$eval('.xray-pair > section', (all) => all.map((one) => one.getBoundingClientRect().top));
  assert.equal(tops[0], tops[1], 'side by side');
  // Where somebody has gone on, one press leads back.
  await tabTo(page, '.xray-events');
  await page.keyboard.press('End');
  assert.match((await said())[0] ?? '', /has not come back/);
  await page.click('.xray-parting button');
  assert.match((await said())[0] ?? '', /writes 8 bytes to pipe 1/);
  assert.deepEqual(opened.errors, []);
});

for (const [name, recordings] of Object.entries({
  'an open pipe': [openPipe()],
  'a pipe that stays open, beside one that is closed': [openPipe(), closedPipe()],
  philosophers: [philosophers()],
}))
  test(`${name}: axe finds nothing, light and dark, wide and narrow, and says why it hangs`, async () => {
    await using opened = await open(...recordings);
    const { page } = opened;
    const titles = await page.$$eval('h1, .xray-pair h2', (all) => all.map(({ textContent }) => textContent));
    for (let n = 1; n <= recordings.length; n++) assert.ok(titles.includes(`run ${n}`), titles.join());
    assert.equal((await page.$$('.xray-pane svg')).length, recordings.length);
    assert.match(await text(page, '.xray-ending'), /Why it hangs/);
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    await page.waitForFunction(
      `document.querySelectorAll('.xray-story li:first-child').length === ${recordings.length}`,
    );
    for (const scheme of ['light', 'dark'])
      for (const width of [390, 1024, 1440]) {
        await page.setViewport({ width, height: 900 });
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        assert.deepEqual(await violations(page), [], `${scheme}, ${width} px`);
        assert.ok(
          await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
          `${width} px: no scrolling sideways`,
        );
      }
    assert.deepEqual(opened.errors, []);
  });

test('ipclab explore draws the schedule that fails beside one that passes', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'ipclab-drawn-'));
  try {
    const program = join(BUGS, 'semaphores-in-two-orders.c');
    const words = ['explore', '--image', 'tcc', '--bound', '1', '--first', '--xray', 'orders.html', program];
    const { status, stdout } = await ipclab(words, { cwd });
    assert.equal(status, 1);
    assert.match(stdout.toString(), /^drawn in orders\.html, beside one that passes$/m);
    await using opened = await openHtml(await readFile(join(cwd, 'orders.html'), 'utf8'));
    const [failing = '', passing = ''] = await opened.page.$$eval('.xray-pair > section', (all) =>
      all.map(({ textContent }) => textContent),
    );
    assert.match(await text(opened.page, '.xray-parting'), /an order that fails.*is preempted: .*, between its /s);
    assert.match(failing, /an order that fails.*none of them can go on/s);
    assert.match(passing, /an order that passes/);
    assert.doesNotMatch(passing, /^nobody can wake ping-pong \(3\)/);
    assert.deepEqual(opened.errors, []);
  } finally {
    await rm(cwd, { recursive: true });
  }
});
