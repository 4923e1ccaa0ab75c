// A program from an empty file, as students write it: wrong first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chord } from '../support/chord.js';
import { openSite } from '../support/site.js';
import { Student } from '../support/student.js';

const PROGRAM = [
  '#include <stdio.h>',
  '#include <unistd.h>',
  '',
  'int main(void) {',
  'puts("waiting for a signal")',
  'pause();',
  '}',
];

test('typed, mistyped, corrected at its line, run, interrupted, and still there after a reload', async () => {
  await using open = await openSite();
  const student = new Student(open.page);
  await student.sees(/^Ready$/);
  await student.press('New program');
  await student.inEditorWaitsFor('.cm-content');
  await open.page.waitForFunction(`document.activeElement.classList.contains('editor-host')`);
  // The program that is there goes first.
  await chord(open.page.keyboard, 'Control', 'a');
  await open.page.keyboard.press('Delete');
  await open.page.keyboard.type(PROGRAM.join('\n'));

  await student.runs();
  const finding = await student.until('.finding.error', /main\.c, line \d+: .*;/);
  const told = Number(/line (\d+)/.exec(finding)?.[1]);
  assert.deepEqual(await student.markedLines(), [told]);

  // The compiler notices at the line after the one that lacks something.
  await open.page.locator('.finding.error').click();
  await open.page.keyboard.press('ArrowUp');
  await open.page.keyboard.press('End');
  await open.page.keyboard.type(';');
  assert.match(await student.code(), /signal"\);\n/);

  await student.runs();
  await student.sees(/^Running/);
  await student.reads('Terminal 1', /waiting for a signal/);
  assert.deepEqual(await student.markedLines(), []);
  await open.page.click('section[aria-label="Terminal 1"] .terminal-host');
  await chord(open.page.keyboard, 'Control', 'c');
  await student.until('.terminal-note', /SIGINT/);
  await student.sees(/^Ready$/);

  const typed = await student.code();
  await open.page.reload();
  await student.sees(/^Ready$/);
  assert.equal(await student.code(), typed);
  assert.deepEqual(open.errors, []);
});
