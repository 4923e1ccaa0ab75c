// The smoke walk in Firefox: what a student does in a first hour, in another engine of JavaScript, WebAssembly and storage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WEB_OUT } from '#node/paths.js';
import { serveSite } from '#site/server.js';
import { chord } from '../support/chord.js';
import { openIn } from '../support/chromium.js';
import { FIREFOX, launchFirefox, NO_FIREFOX } from '../support/firefox.js';
import { LONG_PATIENCE } from '../support/patience.js';
import { Student } from '../support/student.js';

test(
  'in Firefox a program is run, hangs and is explained, is corrected, checked, and still there after a reload',
  { timeout: LONG_PATIENCE, skip: FIREFOX === undefined && NO_FIREFOX },
  async () => {
    const server = await serveSite(WEB_OUT, 0);
    const url = new URL('#/pipes/open-pipe-problem', server.url);
    await using open = await openIn(await launchFirefox(FIREFOX ?? ''), url, server);
    const { page, errors } = open;
    await page.setViewport({ width: 1440, height: 860 });
    const student = new Student(page);
    await student.sees(/^Ready$/);
    await student.shows(/_POSIX_C_SOURCE/);
    await student.runs();
    await student.until('.evidence', /All processes are blocked[^]*whose write end it holds itself on descriptor 4/);
    await student.press('Stop');
    await student.sees(/^Ready$/);
    await student.opens('/pipes/loopback');
    await student.shows(/A pipe inside one process/);
    // By keys: a paste that a script makes has no text in Firefox.
    await page.locator('.editor-host >>> .cm-content').click();
    await chord(page.keyboard, 'Control', 'a');
    await page.keyboard.type('int main(void) { return 7; }');
    await student.shows(/^int main\(void\) \{ return 7; \}$/);
    await student.runs();
    await student.until('.terminal-note', /loopback ended with status 7/);
    assert.match(await student.transcript('Terminal 1'), /^\[loopback ended with status 7\]$/m);
    await student.press('Check');
    await student.until('.checks', /\d+ of \d+ checks passed/);
    await page.reload();
    await student.sees(/^Ready$/);
    await student.shows(/return 7;/);
    await student.opens('/sockets/inet-stream');
    await student.shows(/#include <sys\/socket\.h>|TCP/);
    await student.press('Check');
    await student.until('.checks', /sockets\/inet-stream: all \d+ checks passed/);
    assert.deepEqual(errors, []);
  },
);
