// A student's first hour on one page, by keyboard and mouse: look around, run, try, give input, do a lab, use a phone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadLab } from '#course/lab.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { LabPage } from '../support/lab-page.js';

let lab: LabPage;
before(async () => {
  lab = await LabPage.open();
});
after(async () => {
  await lab[Symbol.asyncDispose]();
  lab.assertCalm();
});

const textOf = (selector: string): string => `document.querySelector(${JSON.stringify(selector)})?.innerText`;

/** Where the buttons of the run bar are. */
const PLACES = `JSON.stringify([...document.querySelectorAll('.run-bar > button')].map((one) =>
  [one.textContent, Math.round(one.getBoundingClientRect().x)]))`;

/** Opens what the list calls so. */
async function choose(title: string): Promise<void> {
  await lab.page.locator('.tab::-p-text(Examples)').click();
  await lab.page.locator(`.catalogue-link::-p-text(${title})`).click();
  await lab.opened(title);
  await lab.settled();
}

test('the first button of the first visit opens an example, with a terminal that has its files', async () => {
  await lab.page.locator('::-p-aria([name="Start with “A pipe as a loop-back”"][role="link"])').click();
  await lab.opened('A pipe as a loop-back');
  await lab.until(`/Press Run/.test(${textOf('#side-guide')})`);
  await lab.settled();
  await lab.type('Terminal 1', 'ls; grep -c main *.c');
  await lab.shows('Terminal 1', '^loopback\\.c');
  await lab.shows('Terminal 1', '^1$');
});

test('who only looks at another example keeps the terminal that was used, until Run', async () => {
  await choose('The end of file of a pipe');
  await lab.shows('Terminal 1', '^1$');
  await lab.press('Run');
  await lab.shows('Terminal 1', '^\\$ \\./');
  await lab.state('Ready');
  assert.doesNotMatch(await lab.text('Terminal 1'), /loopback\.c/);
});

test('a wide screen has 80 columns, no button moves when a program starts, and Reset asks before it ends one', async () => {
  await lab.page.setViewport({ width: 1440, height: 860 });
  await choose('The open pipe problem');
  // The example that was there before had one program, and nothing to choose.
  await lab.until(`document.querySelector('.run-bar select')?.value === 'as-printed'`);
  const hasRoom = `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('h1'))`;
  assert.equal(await lab.page.evaluate(hasRoom), true, 'the title is whole, however many programs there are');
  await lab.state('Ready');
  await lab.type('Terminal 1', 'stty size');
  // As wide as what programs print, and the courses' own sources, want it.
  await lab.shows('Terminal 1', '^\\d+ ([89]\\d|\\d{3,})$');
  const before = await lab.page.evaluate(PLACES);
  await lab.press('Run');
  await lab.until(`/All processes are blocked/.test(${textOf('.evidence')})`);
  assert.equal(await lab.page.evaluate(PLACES), before);
  await lab.press('Reset the machine');
  await lab.until(`/programs that run now are ended/.test(${textOf('dialog[open]')})`);
  await lab.press('Cancel', `document.querySelector('dialog[open]')`);
  await lab.state('Running: as-printed');
  await lab.press('Reset the machine');
  await lab.press('Reset', `document.querySelector('dialog[open]')`);
  await lab.state('Ready');
  await lab.shows('Terminal 1', 'open-pipe-problem\\$$');
});

test('a program of one’s own gets arguments and input by fields, and none of them goes to the next one', async () => {
  await lab.write(`#include <stdio.h>
int main(int argc, char *argv[]) {
    int n, sum = 0;
    while (scanf("%d", &n) == 1) sum += n;
    printf("%s: %d\\n", argc > 1 ? argv[1] : "nobody", sum);
    return 0;
}
`);
  await lab.page.locator('::-p-aria([name="Arguments of the program"])').fill('"Ada L."');
  await lab.press('Input');
  await lab.until(`document.activeElement?.matches('dialog textarea')`);
  await lab.page.keyboard.type('19\n23');
  await lab.press('Done', `document.querySelector('dialog[open]')`);
  await lab.press('Run');
  await lab.shows('Terminal 1', '^Ada L\\.: 42');
  await lab.write('int main(void) { return 0; }\n');
  assert.equal(await lab.page.evaluate(`document.querySelector('.run-arguments').value`), '');
  await lab.until(lab.enabled('Input'));
});

test('a lab is on the page: Check begins with a score and shows a failure first, and the work can be handed in', async () => {
  const { tasks } = (await loadLab(join(PACKAGE_ROOT, 'labs/pipes'))).lab;
  const hidden = tasks.flatMap(({ checks }) => checks.filter((check) => check.hidden));
  await choose('Pipes and descriptors');
  await lab.until(`/\\b${hidden.length} hidden checks run when your work is graded/.test(${textOf('.lab-note')})`);
  await lab.page.setViewport({ width: 1024, height: 768 });
  // All that one does with a lab is in one row.
  await lab.until(`innerWidth === 1024 && document.querySelector('.header').offsetHeight < 60`);
  await lab.press('Check');
  await lab.until(`/: 0 of 13 checks passed/.test(${textOf('.checks > p')})`);
  assert.equal(await lab.page.evaluate(`document.querySelectorAll('.checks details[open]').length`), 1);
  assert.equal(await lab.page.evaluate(`document.querySelector('.checks > ul > li').className`), 'failed');
  await lab.press('Go to Hand in');
  await lab.page.keyboard.type('Ada Lovelace');
  await lab.press('Save the file to hand in');
  await lab.until(`/pipes-ada-lovelace\\.ipclab\\.json was saved/.test(${textOf('.hand-in-outcome')})`);
});

test('on a phone Check, what Run starts and the state are in sight, no state makes the bar higher, and a badge says that something is told', async () => {
  await choose('The open pipe problem');
  await lab.page.setViewport({ width: 390, height: 780 });
  await lab.until(`document.querySelector('[data-layout="phone"]')`);
  await lab.state('Ready');
  const height = `document.querySelector('.header').offsetHeight`;
  const ready = await lab.page.evaluate(height);
  await lab.press('Run');
  await lab.until(`document.querySelector('.phone-bar .badge')`);
  const hidden = await lab.page.evaluate(`['.button.primary', 'select', '.run-state'].filter((selector) => {
    const { left, right } = document.querySelector('.run-bar ' + selector).getBoundingClientRect();
    const state = selector === '.run-state' ? innerWidth : document.querySelector('.run-state').getBoundingClientRect().left;
    return left < 0 || right > state;
  })`);
  assert.deepEqual(hidden, []);
  assert.equal(await lab.page.evaluate(height), ready, 'while it runs');
  // What the state says then is longer than any room for it.
  await lab.page.evaluate(
    `document.querySelector('.run-state').firstChild.data += '; Stop again asks it to end (SIGTERM)'`,
  );
  assert.equal(await lab.page.evaluate(height), ready, 'however much the state says');
  await lab.press('Stop');
  await lab.state('Ready');
  await lab.page.locator('.phone-bar .tab::-p-text(Results)').click();
  await lab.until(`/When you stopped it, all processes were blocked/.test(${textOf('.evidence')})`);
  await lab.page.evaluate(`location.hash = '#/'`);
  await lab.until(`document.querySelector('.welcome')?.checkVisibility()`);
});

test('who goes back to the start before an example has opened stays at the start', async () => {
  await lab.page.evaluate(`new Promise((frames) => {
    let left = 30;
    const frame = () => (left-- > 0 ? requestAnimationFrame(frame) : frames());
    addEventListener('hashchange', () => { location.hash = '#/'; frame(); }, { once: true });
    location.hash = 'pipes/loopback';
  })`);
  await lab.until(`document.querySelector('.welcome')?.checkVisibility()`);
  assert.equal(await lab.page.evaluate(`document.querySelector('h1').textContent`), 'Inter-process communication');
});
