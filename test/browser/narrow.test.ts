// The page in a narrow window: nothing goes by sideways, and every button of the bar is there, for the keyboard too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { WEB_OUT } from '#node/paths.js';
import { serveSite } from '#site/server.js';
import { violations } from '../support/axe.js';
import { openPage } from '../support/chromium.js';
import { openSite } from '../support/site.js';
import { Student } from '../support/student.js';

const WIDTHS = [320, 390];

/** The document and the bars, where there is more of them than is seen; and what presses of a bar would be outside. */
const SIDEWAYS = `(() => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const bars = [document.documentElement, ...seen('.header, .run-bar, .embed-bar, .pane-bar, .terminal-header, .phone-bar, .xray-head')];
  const controls = seen('.run-bar :is(button, input, select, output), .header-actions button, .embed-bar button');
  const place = (element) => element.getBoundingClientRect();
  return [
    ...bars.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1),
    ...controls.filter((element) => place(element).left < 0 || place(element).right > innerWidth),
  ].map((element) => element.getAttribute('aria-label') ?? (element.className || element.tagName));
})()`;

/** Both widths, without and with what More shows. */
async function judge(student: Student, frame: Page | Frame, view: string): Promise<void> {
  for (const width of WIDTHS) {
    await student.resizes(width, 780);
    for (const isOpen of [false, true]) {
      if (isOpen) await student.press('More');
      await student.settled();
      assert.deepEqual(await frame.evaluate(SIDEWAYS), [], `${view}, ${width} px${isOpen ? ', More' : ''}`);
      if (isOpen) await student.press('More');
    }
  }
}

/** Presses what More shows. */
async function pressMore(student: Student, name: string): Promise<void> {
  await student.press('More');
  await student.press(name);
  await student.press('More');
}

test('nothing goes by sideways on a phone: first visit, example, run, X-ray, every order, lab', async () => {
  await using open = await openSite();
  const { page } = open;
  const student = new Student(page);
  await student.sees(/^Ready$/);
  await judge(student, page, 'first visit');

  await student.opens('#/pipes/open-pipe-problem');
  await student.press('Code', 'tab');
  await student.inEditor('1');
  await judge(student, page, 'an example');
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await student.press('More');
    assert.deepEqual(await violations(page), [], `${scheme}, More`);
    await student.press('More');
  }

  await pressMore(student, 'X-ray');
  await student.runs();
  await student.sees(/^Running/);
  await judge(student, page, 'a run');
  await student.press('Stop');
  await student.sees(/^Ready$/);
  await judge(student, page, 'a run that has ended');
  await page.locator('.phone-bar [aria-controls=pane-results]').click();
  await page.waitForSelector('.xray svg');
  await judge(student, page, 'an X-ray');
  await student.press('Results', 'tab');
  await student.press('Try every order');
  await student.until('.orders', /as-printed/);
  await judge(student, page, 'every order');

  await student.opens('#/labs/pipes');
  await student.press('Code', 'tab');
  await student.inEditor('1');
  await judge(student, page, 'a lab');
  assert.deepEqual(open.errors, []);
});

test('the keyboard comes from Run to Reset through what More shows, and past it when it is closed', async () => {
  await using open = await openSite('/pipes/loopback');
  const { page } = open;
  const student = new Student(page);
  await student.resizes(390, 780);
  await student.sees(/^Ready$/);
  const names = async (): Promise<string[]> => {
    await page.focus('.run-bar .primary');
    const all: string[] = [];
    for (let name = await student.focus(); name !== 'Share' && all.length < 20; name = await student.focus()) {
      all.push(name);
      await page.keyboard.press('Tab');
    }
    return all;
  };
  const isExpanded = (): Promise<unknown> => page.$eval('.run-more', (one) => one.getAttribute('aria-expanded'));
  assert.equal(await isExpanded(), 'false');
  assert.deepEqual(await names(), ['Run', 'Check', 'More']);
  await page.focus('.run-more');
  await page.keyboard.press('Enter');
  assert.equal(await isExpanded(), 'true');
  assert.deepEqual(await names(), ['Run', 'Check', 'More', 'X-ray', 'New terminal', 'Reset the machine']);
  assert.deepEqual(open.errors, []);
});

test('nothing of an embedded lab goes by sideways', async () => {
  await using lab = await serveSite(WEB_OUT, 0);
  const body = `<body style="margin: 0"><ipc-lab example="pipes/loopback" controls editor loading="eager"></ipc-lab>`;
  const content = `<!doctype html><meta name="viewport" content="width=device-width"><title>Lecture notes</title>
    <script src="${lab.url.href}ipc-lab.js"></script>${body}`;
  await using open = await openPage({
    '/': { type: 'text/html', content },
    '/favicon.ico': { type: 'image/x-icon', content: '' },
  });
  const { page } = open;
  const handle = await page.waitForSelector('ipc-lab >>> iframe');
  const frame = await handle?.contentFrame();
  assert.ok(frame);
  const student = new Student(page, frame);
  await student.sees(/^Ready$/);
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 780 });
    await frame.waitForFunction(`innerWidth <= ${width}`);
    assert.deepEqual(await frame.evaluate(SIDEWAYS), [], `${width} px`);
    await student.press('More');
    await student.settled();
    assert.deepEqual(await frame.evaluate(SIDEWAYS), [], `${width} px, More`);
    assert.ok(await frame.$('::-p-aria(Open in the lab[role="button"])'));
    await student.press('More');
  }
  assert.deepEqual(open.errors, []);
});
