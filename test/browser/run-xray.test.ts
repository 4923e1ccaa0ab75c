// The X-ray of a run beside its program, by keyboard alone and with axe.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { PACKAGE_ROOT } from '#node/paths.js';
import { violations } from '../support/axe.js';
import { chord } from '../support/chord.js';
import { openSite } from '../support/site.js';
import { Student } from '../support/student.js';

const PICTURE = '.xray-pane svg';

/** Presses Tab or F6 until what has the focus is of a selector. */
async function goTo(page: Page, selector: string, key: 'Tab' | 'F6' = 'Tab'): Promise<void> {
  const student = new Student(page);
  const passed: string[] = [];
  for (let n = 0; n < 60; n++) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`)) return;
    passed.push((await student.focus()).slice(0, 30));
    await page.keyboard.press(key);
    await student.settled();
  }
  assert.fail(`${key} never comes to ${selector}, but to: ${passed.join(' | ')}`);
}

/** The run as a text, which is made when it is opened. */
async function opensStory(page: Page): Promise<void> {
  await page.evaluate("document.querySelector('.xray-story').open = true");
  await page.waitForSelector('.xray-story li');
}

/**
 * In light and in dark, in windows of these widths, px.
 *
 * @param shows brings in sight what is looked at
 */
async function axeFindsNothing(
  student: Student,
  widths: readonly number[],
  shows?: (width: number) => Promise<void>,
): Promise<void> {
  const { page } = student;
  for (const scheme of ['light', 'dark'])
    for (const width of widths) {
      await student.resizes(width, 900);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await shows?.(width);
      await student.settled();
      assert.deepEqual(await violations(page), [], `${scheme}, ${width} px`);
    }
}

/** The line of the editor that is marked as the one of the cursor. */
const ACTIVE_LINE = `root.querySelector('.cm-activeLine')?.textContent`;

test('a run that hangs is drawn, and the keyboard alone reaches an event, its object and its line', async () => {
  await using open = await openSite('/pipes/open-pipe-problem');
  const { page } = open;
  const student = new Student(page);
  await page.setViewport({ width: 1440, height: 900 });
  await student.sees(/^Ready$/);
  await goTo(page, '[aria-pressed=false][title^="Records what happens"]');
  await page.keyboard.press('Enter');
  await chord(page.keyboard, 'Control', 'Enter');
  // Nobody ends it: it is looked at where it waits.
  await page.waitForSelector(PICTURE);
  assert.match(await student.until('.xray-ending', /Why it hangs/), /whose write end it holds itself/);
  // The kernel knows of shells and of what reads the folder, and the picture does not.
  const names = (await page.evaluate(
    `[...document.querySelectorAll('.xray-tools option')].map(({ textContent }) => textContent.replace(/ \\(\\d+\\)/, ''))`,
  )) as string[];
  assert.deepEqual(names, ['all', 'as-printed', 'as-printed']);

  await goTo(page, '#pane-results', 'F6');
  await goTo(page, '.xray-tools input');
  await page.keyboard.type('is in read on');
  await goTo(page, '.xray-events');
  await page.keyboard.press('Home');
  await student.until('.xray-said', /is in read on pipe 1 and has not come back/);
  await goTo(page, '.xray-objects button');
  await page.keyboard.press('Enter');
  await student.until('.xray-content', /^pipe 1 holds 0 of 65536$/);
  const line = /:(\d+)/.exec(await student.until('.xray-place h3', /as-printed\.c:\d+/))?.[1];
  const shown = await student.until('.xray-source .here', /\S/);
  assert.equal(
    (await student.inEditor<string>(ACTIVE_LINE)).trim(),
    shown.replace(/^\s*\d+/, '').trim(),
    'the editor shows the line before anybody goes there',
  );
  await goTo(page, '.xray-place button');
  await page.keyboard.press('Enter');
  await student.settled();
  assert.match(await student.focus(), /^as-printed\.c/);
  assert.ok(Number(line) > 1);

  await opensStory(page);
  await axeFindsNothing(student, [390, 1024, 1440], async (width) => {
    // Its name says as well that there is something to see.
    if (width === 390) await page.locator('.phone-bar [aria-controls=pane-results]').click();
    await page.waitForSelector(PICTURE);
  });
  assert.deepEqual(open.errors, []);
});

test('what a person chose in the X-ray of a run stays chosen when the run goes on, and the end is told', async () => {
  await using open = await openSite('/pipes/open-pipe-problem');
  const { page } = open;
  const student = new Student(page);
  await page.setViewport({ width: 1440, height: 900 });
  await student.sees(/^Ready$/);
  await student.press('X-ray');
  await student.runs();
  await page.waitForSelector(PICTURE);
  // It is drawn as soon as something has happened; stopped before it hangs it has nothing to tell.
  await student.until('.xray-ending', /Why it hangs/);
  await page.focus('.xray-events');
  await page.keyboard.press('Home');
  const first = await student.until('.xray-said', /executes \.\/as-printed/);
  await student.press('Stop');
  await student.sees(/^Ready$/);
  await student.until('.xray-head', /events/);
  await opensStory(page);
  await page.waitForFunction(
    `[...document.querySelectorAll('.xray-story li')].some(({ textContent }) => /gets SIGINT/.test(textContent))`,
  );
  assert.equal(await student.until('.xray-said', /./), first);
  // How it was before the person ended it, not after.
  assert.match(await student.until('.xray-ending', /Why it hangs/), /whose write end it holds itself/);
  assert.deepEqual(open.errors, []);
});

test('a guide’s link shows the instant that it tells of, with its line; what the guide asks first, the run decides', async () => {
  // An address that somebody was given does the same.
  await using open = await openSite('/pipes/eof/look');
  const { page } = open;
  const student = new Student(page);
  await page.setViewport({ width: 1440, height: 900 });
  await student.until('.xray-said', /calls read on pipe 1, which fails: EAGAIN/);
  // Who could still write, and the line.
  assert.match(await student.until('.xray-table', /write end/), /pipe 1, write end/);
  assert.match(await student.inEditor<string>(ACTIVE_LINE), /read\(/);
  // A program that does something else has no such instant, which is said.
  await student.write('int main(void) {\n    return 0;\n}\n');
  await student.press('Look at the read that gives EAGAIN', 'link');
  await student.until('.xray-note', /^This run has no event like the one that the guide means/);

  // Asked before it is shown: the guide does not tell, the keyboard answers, and the run decides.
  await student.opens('#/fifos/nonblock');
  const question = await student.until('.predict', /What does the first read give\?/);
  assert.doesNotMatch(question, /\d|EAGAIN/);
  await page.focus('.predict input');
  await page.keyboard.type('EAGAIN');
  await page.keyboard.press('Enter');
  await student.until(
    '.xray-note[role=status]',
    /^You predicted “EAGAIN”, but it is 0: nonblock \(\d+\) reads the end of FIFO/,
  );
  await student.until('.xray-said', /reads the end of FIFO .*fifo1: it is empty and has no writer/);
  assert.deepEqual(open.errors, []);
});

test('a lab asks before it shows a run of the work in the editor, and says so where that does not come to it yet', async () => {
  await using open = await openSite('/labs/pipes');
  const { page } = open;
  const student = new Student(page);
  await page.setViewport({ width: 1440, height: 900 });
  await student.until('.guide', /A prediction gives no points/);
  const answers = async (question: RegExp, typed: string): Promise<void> => {
    const names = await page.$$eval('.predict label', (labels) => labels.map(({ innerText }) => innerText));
    const field = (await page.$$('.predict input'))[names.findIndex((name) => question.test(name))];
    assert.ok(field, `${question.source} is asked`);
    await field.type(typed);
    await page.keyboard.press('Enter');
  };
  await answers(/^Count in a child: .*second read of the pipe/, '0');
  await student.until(
    '.xray-note',
    /^This run has no event like the one that the question means: your program does not/,
  );
  await student.opens('#/labs/pipes');
  await student.press('count.c', 'tab');
  await student.write(await readFile(join(PACKAGE_ROOT, 'labs/pipes/reference/count.c'), 'utf8'));
  // What was typed stands there still.
  await answers(/^Count in a child: /, '');
  await student.until('.xray-note', /^Your prediction is right\. It is 0: count \(\d+\) reads the end of pipe 1/);
  assert.match(await student.inEditor<string>(ACTIVE_LINE), /read\(fd, buf/);
  await axeFindsNothing(student, [390, 1440]);
  assert.deepEqual(open.errors, []);
});

test('“Go there” opens a terminal beside the stopped processes of a recorded run, which ends with it', async () => {
  await using open = await openSite('/pipes/open-pipe-problem/look');
  const { page } = open;
  const student = new Student(page);
  await page.setViewport({ width: 1440, height: 900 });
  await student.until('.xray-said', /read/);
  // Given up on the way, it leaves nothing.
  await page.focus('.xray-events');
  await goTo(page, '.xray-there button');
  await page.keyboard.press('Enter');
  await student.until('.xray-there [role=status]', /^A machine (?:starts, and )?repeats the run up to [\d.]+ ms/);
  await student.press('Cancel');
  const isNowhere = `document.querySelector('.xray-there [role=status]').textContent === ''`;
  await page.waitForFunction(isNowhere);

  await page.focus('.xray-there button');
  await page.keyboard.press('Enter');
  await student.until('.xray-there [role=status]', /^Stopped at [\d.]+ ms/);
  const pane = '.terminal-pane[aria-label="Stopped run"]';
  await student.until(`${pane} .terminal-note`, /^stopped at [\d.]+ ms$/);
  await student.focuses(/^Stopped run/);
  const told = await student.reads('Stopped run', /each as in the recorded run.*\(as-printed\) is stopped/s);
  const child = [...told.matchAll(/(\d+) \(as-printed\) is stopped/g)].at(-1)?.[1];
  await page.focus(`${pane} textarea`);
  await page.keyboard.type(`grep State /proc/${child}/status; readlink /proc/${child}/fd/3\n`);
  await student.reads('Stopped run', /State:\s+T \(stopped\)\s+pipe:/);

  await axeFindsNothing(student, [390, 1440]);
  await student.press('Close Stopped run');
  await page.waitForFunction(isNowhere);
  assert.equal(await page.$(pane), null);
  assert.deepEqual(open.errors, []);
});

test('two timings of what Run would start stand beside each other, where they part', async () => {
  await using open = await openSite('/pipes/eof');
  const { page } = open;
  const student = new Student(page);
  await page.setViewport({ width: 1440, height: 900 });
  await student.sees(/^Ready$/);
  await student.press('X-ray', 'tab');
  await student.press('Compare timings');
  // The first seed under which something goes another way.
  const told = await student.until('.xray-parting', /Here the two runs part/);
  assert.match(
    told,
    /eof, seed 0.*has waited.*eof, seed 3.*is preempted: eof \(5\) runs, between its close and its wait/s,
  );
  assert.equal((await page.$$('.xray-pair .xray-pane svg')).length, 2);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(open.errors, []);
});

test('nothing is recorded of a run unless somebody asks, and the setting is kept', async () => {
  await using open = await openSite('/pipes/loopback');
  const { page } = open;
  const student = new Student(page);
  await page.setViewport({ width: 1440, height: 900 });
  await student.sees(/^Ready$/);
  await student.runs();
  await student.reads('Terminal 1', /\[loopback .*\]/);
  await student.press('X-ray', 'tab');
  await student.until('#run-xray', /^Press X-ray and then Run/);
  await student.press('X-ray');
  await student.until('#run-xray', /^The next run is recorded/);
  await student.runs();
  await student.until('.xray-head', /^1 process, /);
  await page.reload();
  await student.sees(/^Ready$/);
  assert.ok(await page.$('[aria-pressed=true][title^="Records what happens"]'));
  assert.deepEqual(open.errors, []);
});
