// Try every order: a program that passes as it is, and the order in which it fails; by keyboard, in both themes, on a phone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { findImage } from '#hosts/node/image.js';
import { launchScripted } from '#hosts/node/scripted-run.js';
import { firstDifference } from '#record/compare.js';
import { parseRecord } from '#record/parse-record.js';
import { violations } from '../support/axe.js';
import { BUGS } from '../support/bugs.js';
import { openSite } from '../support/site.js';
import { Student } from '../support/student.js';

/** Keeps what the page has the browser save. */
const KEEP_SAVED = `{
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    blob.text().then((text) => (globalThis.saved = text));
    return make(blob);
  };
}`;

test('the order that fails is found, told with its lines, run again, and the same run in Node', async () => {
  await using open = await openSite();
  const { page } = open;
  const student = new Student(page);
  await page.setViewport({ width: 1440, height: 900 });
  await student.sees(/^Ready$/);
  await student.press('New program');
  await student.inEditorWaitsFor('.cm-content');
  await student.write(await readFile(join(BUGS, 'semaphores-in-two-orders.c'), 'utf8'));
  await student.press('Enemies');
  await page.waitForSelector('dialog[open]');
  assert.deepEqual(await violations(page), []);
  await page.locator('dialog[open] li ::-p-text(ENOMEM)').click();
  await student.press('Done');
  await student.press('Try every order');
  await student.until('.orders', /main (fails in \d+ of|was not tried)/);
  const told = await student.until('.orders', /main fails in \d+ of \d+ orders/);
  assert.match(told, /All \d+ schedules with at most 2 preemptions at .*, and 1 with an enemy/);
  assert.match(told, /it hangs; found by schedule \d+, 1 preemption is enough/i);
  assert.match(told, /The first process loses the processor .*line \d+/);
  assert.match(told, /Each waits for the next one: .* waits in line \d+ for semaphore [01], which .* has taken/);
  assert.match(told, /\d+ of \d+ ✓ ended with status 0/);

  const button = await student.until('.orders-story button', /Go to line \d+/);
  const line = Number(/\d+/.exec(button)?.[0]);
  await page.focus('.orders-story button');
  await page.keyboard.press('Enter');
  await student.settled();
  const lines = (await student.code()).split('\n');
  assert.equal(await student.inEditor(`root.querySelector('.cm-activeLine')?.textContent`), lines[line - 1]);

  await student.press('Run this order again');
  await student.until('.orders-actions output', /^Identical: the same [\d,]+ instructions/);
  await page.evaluate(KEEP_SAVED);
  await student.press('Save this order');
  await page.waitForFunction('globalThis.saved !== undefined');
  const record = parseRecord(String(await page.evaluate('globalThis.saved')), 'what the page saved');
  const here = await launchScripted(await findImage(record.image), record.request, record.clock);
  assert.equal(firstDifference(record.outcome, here.record.outcome), undefined);

  await student.press('X-ray of this order, and of one that passes');
  await page.waitForFunction("document.querySelectorAll('.orders .xray-pane svg').length === 2");
  await page.$$eval('.orders .xray-story summary', (all) => {
    for (const summary of all) summary.click();
  });
  await page.waitForFunction(
    "[...document.querySelectorAll('.orders .xray-story')].every((story) => story.querySelector('li'))",
  );
  const [failing = '', passing = ''] = await page.$$eval('.orders .xray', (all) => all.map((one) => one.textContent));
  assert.match(failing, /is preempted: .*none of them can go on/s);
  assert.doesNotMatch(passing, /Why it hangs/);

  for (const scheme of ['light', 'dark'])
    for (const width of [390, 1440]) {
      await student.resizes(width, 900);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      if (width === 390) await page.locator('.phone-bar [aria-controls=pane-results]').click();
      await student.settled();
      assert.deepEqual(await violations(page), [], `${scheme}, ${width} px`);
    }
  assert.deepEqual(open.errors, []);
});
