// Files in and out of the page: upload, download, links.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { anotherPage } from '../support/chromium.js';
import { openSite } from '../support/site.js';
import { Student } from '../support/student.js';

const folder = await mkdtemp(join(tmpdir(), 'ipclab-page-'));
after(() => rm(folder, { recursive: true }));

test('what is uploaded can be downloaded, all in a zip', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  await writeFile(join(folder, 'all.bin'), bytes);
  const sources = { 'reader.c': 'int main(void) { return 0; }\n', 'shared.h': '#define KEY 42 // größer\n' };
  for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, name), text);
  await using open = await openSite('/pipes/loopback');
  const student = new Student(open.page);
  const session = await open.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  const downloaded = new Promise<void>((resolve) => {
    session.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'completed') resolve();
    });
  });

  await student.press('File actions');
  const [chooser] = await Promise.all([open.page.waitForFileChooser(), student.press('Upload files', 'menuitem')]);
  await chooser.accept(['all.bin', ...Object.keys(sources)].map((name) => join(folder, name)));
  await student.until('[role="status"]', /all\.bin, reader\.c, shared\.h are in the project/);
  await student.press('all.bin', 'tab');
  await student.shows(/^all\.bin: 1 KiB that are no text\./);
  await student.press('File actions');
  await student.press('Download all as zip', 'menuitem');
  await downloaded;

  const zip = unzipSync(new Uint8Array(await readFile(join(folder, 'pipes-loopback.zip'))));
  const files = Object.fromEntries(Object.entries(zip).map(([name, content]) => [name, strFromU8(content)]));
  assert.deepEqual(
    Object.keys(files).sort(),
    ['all.bin', 'loopback.c', 'reader.c', 'shared.h'].map((name) => `pipes-loopback/${name}`),
  );
  for (const [name, text] of Object.entries(sources)) assert.equal(files[`pipes-loopback/${name}`], text);
  assert.deepEqual(zip['pipes-loopback/all.bin'], bytes);
  assert.deepEqual(open.errors, []);
});

test('an uploaded file does not replace another one unasked', async () => {
  await writeFile(join(folder, 'loopback.c'), 'int mine;\n');
  await using open = await openSite('/pipes/loopback');
  const student = new Student(open.page);
  await student.press('File actions');
  const [chooser] = await Promise.all([open.page.waitForFileChooser(), student.press('Upload files', 'menuitem')]);
  await chooser.accept([join(folder, 'loopback.c')]);
  await student.press('Keep both');
  await student.until('[role="tablist"][aria-label="Files"]', /loopback\.c[^]*loopback-2\.c/);
  await student.shows(/^int mine;$/);
  await student.press('loopback.c', 'tab');
  await student.shows(/int main/);
});

const SERVER = `
#include <stdio.h>
#include "../include/common.h"

int main(void) {
    FILE *file = fopen("data/all.bin", "rb");
    int sum = 0;
    for (int c; file && (c = getc(file)) != EOF;)
        sum += c;
    printf("port %d, sum %d\\n", PORT, sum);
    return 0;
}
`;

const HOMEWORK: Readonly<Record<string, string | Uint8Array>> = {
  Makefile: 'server: server/server.c\n\tcc $< -o $@\n',
  'include/common.h': '#define PORT 4711\n',
  'server/server.c': SERVER,
  'client/client.c': '#include "../include/common.h"\nint main(void) { return PORT == 0; }\n',
  'data/all.bin': Uint8Array.from({ length: 256 }, (_, byte) => byte),
};

test('what is dropped anywhere on the page is in the project, and in no other file of it', async () => {
  const homework = join(folder, 'homework');
  for (const [name, content] of Object.entries(HOMEWORK)) {
    await mkdir(dirname(join(homework, name)), { recursive: true });
    await writeFile(join(homework, name), content);
  }
  await writeFile(join(folder, 'notes.txt'), 'my notes\n');
  await using open = await openSite();
  const student = new Student(open.page);
  await student.until('.run-state', /./);
  await student.drops([homework], '#pane-code');
  await student.until('[role="status"]', /^Files belong to a program; open one/);

  await student.opens('/pipes/loopback');
  await student.shows(/int main/);
  const loopback = await student.code();
  await student.drops([homework], '.editor-host');
  await student.until('[role="status"]', /are in the project/);
  await student.drops([join(folder, 'notes.txt')], '#pane-terminals');
  await student.until('[role="status"]', /^notes\.txt is in the project/);
  const tabs = await student.until('[role="tablist"][aria-label="Files"]', /notes\.txt/);
  assert.deepEqual(tabs.split(/\s+/).sort(), ['loopback.c', 'notes.txt', ...Object.keys(HOMEWORK)].sort());
  await student.press('loopback.c', 'tab');
  await student.shows(/int main/);
  assert.equal(await student.code(), loopback);

  await open.page.select('select[aria-label="What Run starts"]', 'server/server');
  await student.runs();
  await student.reads('Terminal 1', /^port 4711, sum 32640$/m);
  assert.equal((await open.browser.pages()).filter((page) => page.url().startsWith('file:')).length, 0);
  assert.deepEqual(open.errors, []);
});

test('a link carries the files to another browser, which runs nothing by itself', async () => {
  await using sender = await openSite('/pipes/loopback');
  const writing = new Student(sender.page);
  await writing.inEditor('root.querySelector(".cm-content").focus()');
  await sender.page.keyboard.type('// from a friend\n');
  await writing.press('Share');
  const link = await sender.page
    .locator('#share-link')
    .map((field) => String(Reflect.get(field, 'value')))
    .wait();
  assert.ok(link.startsWith(sender.url.href.split('#')[0] ?? ''));

  await using receiver = await openSite(new URL(link).hash.slice(1));
  const reading = new Student(receiver.page);
  await reading.sees(/^Ready$/);
  await reading.until('.origin', /came with a link/);
  assert.match(await reading.shows(/from a friend/), /^\/\/ from a friend\n/);
  // Its terminal waits for somebody to type: a prompt, and nothing before it.
  await reading.reads('Terminal 1', /^[^\n]*\$\s*$/);
  assert.match(receiver.page.url(), /#\/own\/link-[0-9a-f]{12}$/);

  // The edits made there survive the link being opened again.
  await reading.inEditor('root.querySelector(".cm-content").focus()');
  await receiver.page.keyboard.type('// and mine\n');
  await reading.until('.saved', /^Saved/);
  await reading.opens(new URL(link).hash);
  await receiver.page.waitForFunction(`location.hash.startsWith('#/own/')`);
  assert.match(await reading.shows(/and mine/), /^\/\/ and mine\n/);
  assert.deepEqual([...sender.errors, ...receiver.errors], []);
});

test('a link that was cut off is a sentence', async () => {
  await using open = await openSite('/link/1.eJyrVkrLzElVslIqSS0uUaoFAC');
  await new Student(open.page).until('[role="alert"]', /damaged or was cut off/);
  assert.deepEqual(open.errors, []);
});

test('the original can be restored, also when it was deleted; a file of one’s own cannot', async () => {
  await using open = await openSite('/pipes/loopback');
  const student = new Student(open.page);
  const original = await student.code();
  await student.inEditor('root.querySelector(".cm-content").focus()');
  await open.page.keyboard.type('changed');
  assert.notEqual(await student.code(), original);
  await student.press('File actions');
  await student.press('Restore the original example', 'menuitem');
  // What the editor shows in the moment in which the page says it.
  await open.page.evaluate(`{
    const code = () => [...document.querySelector('.editor-host').shadowRoot.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n');
    new MutationObserver(() => {
      if (/restored/.test(document.querySelector('.message')?.textContent)) window.whenSaid ??= code();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }`);
  await student.press('Restore');
  await student.until('[role="status"]', /restored/);
  assert.equal(await open.page.evaluate('whenSaid'), original);

  // A file is called as it was typed, when it is made and when it is renamed, and what Delete says of each is true.
  await student.press('New file');
  await open.page.waitForSelector('dialog[open] input:focus');
  await open.page.keyboard.type('list.c.c\n');
  await student.until('[role="tablist"][aria-label="Files"]', /^loopback\.c\s+list\.c\.c$/);
  await open.page.locator('::-p-aria([name="list.c.c"][role="tab"])').click();
  await open.page.keyboard.press('F2');
  await open.page.waitForSelector('dialog[open] input:focus');
  await open.page.keyboard.type('help.c\n');
  await student.until('[role="tablist"][aria-label="Files"]', /^loopback\.c\s+help\.c$/);
  for (const [name, sentence] of [
    ['help.c', /^You cannot get it back\.$/],
    ['loopback.c', /brings back the original\.$/],
  ] as const) {
    await open.page.locator(`::-p-aria([name="${name}"][role="tab"])`).click();
    await open.page.keyboard.press('Delete');
    await student.until('dialog[open] p', sentence);
    await student.press('Delete');
  }
  await student.until('#pane-code .empty', /This project has no files/);
  await student.press('File actions');
  await student.press('Restore the original example', 'menuitem');
  await student.press('Restore');
  await student.shows(/int main/);
  assert.equal(await student.code(), original);
});

test('two tabs with one example see each other’s edits', async () => {
  await using open = await openSite('/pipes/loopback');
  const left = new Student(open.page);
  await left.inEditor('1');
  const other = await anotherPage(open.browser);
  await other.goto(open.page.url());
  const right = new Student(other);
  await right.inEditor('root.querySelector(".cm-content").focus()');
  await other.keyboard.type('// from the right\n');
  await right.until('.saved', /^Saved/);
  await open.page.bringToFront();
  await open.page.waitForFunction(
    `document.querySelector('.editor-host').shadowRoot.querySelector('.cm-line').textContent === '// from the right'`,
  );
  assert.deepEqual(open.errors, []);
});

test('a browser that keeps nothing says so, and the page goes on', async () => {
  await using open = await openSite();
  await open.page.evaluateOnNewDocument(
    `IDBFactory.prototype.open = () => { throw new DOMException('The operation is insecure.', 'SecurityError'); };`,
  );
  await open.page.reload();
  const student = new Student(open.page);
  await student.until('[role="alert"]', /does not keep your files: The operation is insecure\./);
  await student.press('New program');
  await student.inEditor('1');
  await student.until('.saved', /Not kept/);
});
