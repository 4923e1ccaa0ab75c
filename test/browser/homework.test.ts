// Homework as courses give it, on a page with gcc: a folder is uploaded as it lies, and what people type there works; the
// sanitizers find what is wrong in it.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { buildSite } from '#site/build.js';
import { typeOf } from '#site/media-types.js';
import { chord } from '../support/chord.js';
import { openPage, type Served } from '../support/chromium.js';
import { FIXTURES } from '../support/fixtures.js';
import { LabPage, ROWS_AS_ELEMENTS } from '../support/lab-page.js';
import { LONG_PATIENCE } from '../support/patience.js';

const folder = mkdtempSync(join(tmpdir(), 'ipclab-homework-'));
cpSync(join(FIXTURES, 'homework'), folder, { recursive: true });
cpSync(join(FIXTURES, 'job-shell.c'), join(folder, 'job-shell.c'));
cpSync(join(FIXTURES, 'sanitizers'), join(folder, 'errors'), { recursive: true });

const site = await buildSite([await openImage('gcc')]);
const files = Object.fromEntries(
  [...site.files.all].map(([name, content]): [string, Served] => [`/${name}`, { type: typeOf(name), content }]),
);
const index = files['/index.html'];
assert.ok(index);
const lab = await LabPage.of(await openPage({ ...files, '/': index }, '/', ROWS_AS_ELEMENTS));
after(async () => {
  await lab[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** What Run starts and the search for errors looks into. */
async function choose(name: string): Promise<void> {
  await lab.page.select('select[aria-label="What Run starts"]', name);
  await lab.until(lab.enabled('Run'));
}

test(
  'a folder is uploaded; its makefile, its common headers and its data are where they belong',
  { timeout: LONG_PATIENCE },
  async () => {
    const { page } = lab;
    await lab.prompted();
    await lab.write('int nothing;\n');
    await lab.settled();
    await lab.press('File actions');
    const [chooser] = await Promise.all([page.waitForFileChooser(), lab.press('Upload a folder')]);
    await chooser.accept([folder]);
    await lab.until(
      `/pipeline\\/Makefile/.test(document.querySelector('[role="tablist"][aria-label="Files"]').innerText)`,
    );

    await lab.type('Terminal 1', '(cd pipeline && make && ./pipeline < words.txt)');
    await lab.shows('Terminal 1', '^ +3 fig\\n +2 plum');
    await lab.type('Terminal 1', '(cd buffer && gcc buffer.c -o buffer && ./buffer && cat data/sum.txt)');
    await lab.shows('Terminal 1', '^sum: 210\\n210');

    await choose('server');
    await lab.press('Run');
    await lab.shows('Terminal 1', '^\\$ gcc .*chat/server/server\\.c');
    await lab.shows('Terminal 1', '^listening');
    await lab.press('New terminal');
    await lab.type('Terminal 2', 'cd chat/client && gcc client.c -o client && ./client');
    await lab.type('Terminal 2', 'one');
    await lab.shows('Terminal 2', '^ONE');
    await chord(page.keyboard, 'Control', 'd');
    await lab.shows('Terminal 1', '^the client has gone');
  },
);

test('a shell with job control stops a job, and goes on with it', { timeout: LONG_PATIENCE }, async () => {
  const { keyboard } = lab.page;
  await choose('job-shell');
  await lab.press('Run');
  await lab.shows('Terminal 1', '^job-shell>');
  await lab.type('Terminal 1', 'cat');
  await lab.type('Terminal 1', 'first');
  await lab.shows('Terminal 1', '^first\\nfirst');
  await chord(keyboard, 'Control', 'z');
  await lab.shows('Terminal 1', '^\\[stopped\\]\\njob-shell>');
  await lab.type('Terminal 1', 'fg');
  await lab.type('Terminal 1', 'second');
  await lab.shows('Terminal 1', '^second\\nsecond');
  await chord(keyboard, 'Control', 'd');
  await lab.shows('Terminal 1', '^\\[0\\]\\njob-shell>');
  await lab.type('Terminal 1', 'exit');
  await lab.state('Ready');
});

/** What is told of each program: the line and the kind, and whether it was in a child. */
const TOLD: readonly (readonly [name: string, findings: readonly string[], child: boolean])[] = [
  ['overflow-in-child', ['8: heap-buffer-overflow in fill'], true],
  ['use-after-free', ['14: heap-use-after-free in main'], true],
  ['leak-in-server', ['11: leak of .*'], false],
  ['double-free', ['6: double-free in twice'], false],
  [
    'undefined',
    ['7: signed-integer-overflow in main', '10: misaligned-pointer-use in main', '11: invalid-shift-exponent in main'],
    false,
  ],
];

test(
  'errors of memory and arithmetic are found, each with its file, line and process',
  { timeout: LONG_PATIENCE },
  async () => {
    for (const [name, findings, child] of TOLD) {
      await choose(name);
      await lab.press('Find memory errors');
      for (const finding of findings) {
        const told = `errors/${name}\\.c:${finding}, of ${child ? 'the child \\d+ of ' : ''}${name} \\(`;
        const shown = `document.querySelector('section[aria-label="Memory errors"]')?.innerText`;
        await lab.until(`new RegExp(${JSON.stringify(told)}).test(${shown})`);
      }
    }
    lab.assertCalm();
  },
);
