// The page without a mouse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyInput, Page } from 'puppeteer-core';
import { chord } from '../support/chord.js';
import { openSite } from '../support/site.js';
import { Student } from '../support/student.js';

/** Presses a key until something with this name has the focus. */
async function pressUntil(page: Page, key: KeyInput, name: RegExp, shift = false): Promise<void> {
  const student = new Student(page);
  const passed: string[] = [];
  for (let count = 0; count < 80; count++) {
    await (shift ? chord(page.keyboard, 'Shift', key) : page.keyboard.press(key));
    await student.settled();
    const focus = await student.focus();
    if (name.test(focus)) return;
    passed.push(focus.slice(0, 30));
  }
  assert.fail(`${key} never came to ${String(name)}, but to: ${passed.join(' | ')}`);
}

test('from the start to a checked example', async () => {
  await using open = await openSite();
  const { page } = open;
  const student = new Student(page);
  await student.sees(/^Ready$/);
  await pressUntil(page, 'Tab', /^To the examples$/);
  await page.keyboard.press('Enter');
  await pressUntil(page, 'Tab', /^Search the examples$/);
  await page.keyboard.type('loop-back');
  await student.until('[role="status"]', /^1 example found$/);
  await pressUntil(page, 'Tab', /^A pipe as a loop-back/);
  await page.keyboard.press('Enter');
  await student.until('h1', /^A pipe as a loop-back$/);
  await student.focuses(/^Guide$/);

  await pressUntil(page, 'Tab', /^Check$/, true);
  await page.keyboard.press('Enter');
  await student.until('.checks', /all \d+ checks passed/);
  await pressUntil(page, 'F6', /^Results$/);
  await pressUntil(page, 'F6', /^(Examples and guide|Guide|Examples)$/);
  await student.press('Examples', 'tab');
  await student.until('.catalogue-row.open', /loop-back[^]*all checks passed/);
  assert.deepEqual(open.errors, []);
});

test('into the editor and the terminal, and out of them', async () => {
  await using open = await openSite('/pipes/loopback');
  const { page } = open;
  const student = new Student(page);
  await student.sees(/^Ready$/);
  await student.inEditor('1');
  await pressUntil(page, 'F6', /^loopback\.c/);
  const before = await student.code();
  await page.keyboard.press('Tab');
  assert.notEqual(await student.code(), before, 'Tab indents');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.doesNotMatch(await student.focus(), /^loopback\.c/, 'Escape and Tab leave');

  await student.reads('Terminal 1', /\$\s*$/);
  await pressUntil(page, 'F6', /^Terminal 1/);
  await page.keyboard.press('F6');
  await student.focuses(/^(?!Terminal 1)/);
  await chord(page.keyboard, 'Shift', 'F6');
  await student.focuses(/^Terminal 1/);
});

test('run, and the list of keys', async () => {
  await using open = await openSite('/pipes/loopback');
  const { page } = open;
  const student = new Student(page);
  await student.sees(/^Ready$/);
  await student.inEditor('root.querySelector(".cm-content").focus()');
  await chord(page.keyboard, 'Control', 'Enter');
  await student.reads('Terminal 1', /9 bytes read: hi there/);
  await student.inEditor('root.querySelector(".cm-content").focus()');
  await page.keyboard.press('F1');
  await student.until('dialog[open]', /Keys and help[^]*Run/);
  await student.escapes();
});

test('separators move by arrow keys and by dragging, and stay there', async () => {
  await using open = await openSite('/pipes/loopback');
  const { page } = open;
  const student = new Student(page);
  await page.setViewport({ width: 1600, height: 900 });
  await student.inEditor('1');
  const width = async (): Promise<number> =>
    Number(await page.evaluate(`document.getElementById('pane-side').clientWidth`));
  const separator = await page.waitForSelector('::-p-aria([name="Width of the guide"][role="separator"])');
  assert.ok(separator);
  const before = await width();
  await separator.focus();
  await page.keyboard.press('ArrowRight');
  await open.page.waitForFunction(`document.getElementById('pane-side').clientWidth === ${before + 16}`);
  assert.equal(await page.evaluate(`document.activeElement.getAttribute('aria-valuenow')`), String(before + 16));

  const box = await separator.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 200, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(`document.getElementById('pane-side').clientWidth > ${before + 16}`);
  const dragged = await width();
  assert.ok(Math.abs(dragged - before - 76) <= 1, `${dragged} after ${before}`);
  await page.reload();
  await student.inEditor('1');
  assert.equal(await width(), dragged);
});
