// Every view of the page as axe judges it, in both themes and on a phone; and the sizes that it does not judge.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { violations } from '../support/axe.js';
import { chord } from '../support/chord.js';
import { openSite } from '../support/site.js';
import { Student } from '../support/student.js';

const WIDE = [1600, 900] as const;
const TABLET = [820, 1000] as const;
const PHONE = [390, 844] as const;

/** Texts that are smaller than 12 px. */
const SMALL = `(() => {
  const small = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
      if (own && element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < 12) small.push(element.outerHTML.slice(0, 80));
    }
  };
  look(document.body);
  return small;
})()`;

/** What hangs over the window, or over the pane that it is in. */
const OVERHANG = `[document.documentElement, ...document.querySelectorAll('.pane, .header, .phone-bar')]
  .filter((element) => element.checkVisibility())
  .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => element.id || element.className || 'page')`;

async function judge(page: Page, view: string): Promise<void> {
  assert.deepEqual(await violations(page), [], view);
  assert.deepEqual(await page.evaluate(SMALL), [], `${view}: text below 12 px`);
  assert.deepEqual(await page.evaluate(OVERHANG), [], `${view}: hangs over`);
}

async function theme(page: Page, value: 'light' | 'dark'): Promise<void> {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
}

test('the views of a wide screen, light and dark', async () => {
  await using open = await openSite();
  const { page } = open;
  const student = new Student(page);
  await student.resizes(...WIDE);
  await student.sees(/^Ready$/);
  for (const value of ['light', 'dark'] as const) {
    await theme(page, value);
    await student.opens('#/');
    await page.waitForSelector('.welcome');
    await judge(page, `start, ${value}`);
    await student.opens('#/pipes/open-pipe-problem');
    await student.inEditor('1');
    await judge(page, `an example, ${value}`);
    await student.runs();
    await student.until('.evidence', /waits in read/);
    await judge(page, `a program that hangs, ${value}`);
    await student.press('Stop');
    await student.sees(/^Ready$/);
    await student.press('Check');
    await student.until('.checks', /all \d+ checks passed/);
    await judge(page, `checked, ${value}`);
  }
});

test('dialogs, menus, messages and faults', async () => {
  await using open = await openSite('/pipes/loopback');
  const { page } = open;
  const student = new Student(page);
  await student.resizes(...WIDE);
  await student.sees(/^Ready$/);
  for (const value of ['light', 'dark'] as const) {
    await theme(page, value);
    await student.press('Keys and help');
    await student.inDialog();
    await judge(page, `help, ${value}`);
    await student.escapes();
    await student.press('Share');
    await page.waitForSelector('#share-link');
    await judge(page, `share, ${value}`);
    await student.escapes();
    await student.press('File actions');
    await page.waitForSelector('[role="menu"]');
    await judge(page, `file actions, ${value}`);
    await page.keyboard.press('Escape');
    await student.press('New file');
    await student.inDialog();
    await page.keyboard.type('a b');
    await page.keyboard.press('Enter');
    await student.until('.field-fault', /a space/);
    await judge(page, `new file with a fault, ${value}`);
    await student.escapes();
    await student.inEditor('root.querySelector(".cm-content").focus()');
    await chord(page.keyboard, 'Control', 'f');
    await student.inEditorWaitsFor('.cm-search');
    await judge(page, `find in the editor, ${value}`);
    await page.keyboard.press('Escape');
  }
  await student.inEditor('root.querySelector(".cm-content").focus()');
  await page.keyboard.type('mistake');
  await student.runs();
  await student.until('.finding.error', /loopback\.c/);
  await judge(page, 'an error on its line');
  await student.opens('#/no/such');
  await student.until('[role="alert"]', /no example no\/such/);
  await judge(page, 'nothing there');
});

test('a tablet and each pane of a phone', async () => {
  await using open = await openSite('/sockets/inet-stream');
  const { page } = open;
  const student = new Student(page);
  await student.resizes(...TABLET);
  await student.sees(/^Ready$/);
  await student.inEditor('1');
  await judge(page, 'tablet');
  await student.resizes(...PHONE);
  for (const value of ['light', 'dark'] as const) {
    await theme(page, value);
    for (const pane of ['Examples', 'Guide', 'Code', 'Terminal', 'Results']) {
      await student.press(pane, 'tab');
      await judge(page, `${pane} on a phone, ${value}`);
    }
  }
});
