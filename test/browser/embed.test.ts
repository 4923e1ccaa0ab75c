// `<ipc-lab>`: live examples inside somebody else's page.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { openImage } from '#hosts/node/image.js';
import { WEB_OUT } from '#node/paths.js';
import { runProgram } from '#hosts/node/scripted-run.js';
import { serveSite } from '#site/server.js';
import { violations } from '../support/axe.js';
import { openPage, type Served } from '../support/chromium.js';

/** The lab, as a course's server has it; the pages below come from another one. */
const lab = await serveSite(WEB_OUT, 0);
after(() => lab[Symbol.asyncDispose]());

const SCRIPT = `<script src="${lab.url.href}ipc-lab.js"></script>`;
/** Keeps what the elements say, from before they say it. */
const LISTEN = `<script>window.said = []; for (const type of ['ready', 'run', 'result', 'failure'])
  addEventListener(type, ({ target, detail }) => said.push({ type, example: target.example, detail }));</script>`;

function notes(body: string): Record<'/' | '/favicon.ico', Served> {
  return {
    '/': { type: 'text/html', content: `<!doctype html><title>Lecture notes</title>${LISTEN}${SCRIPT}${body}` },
    '/favicon.ico': { type: 'image/x-icon', content: '' },
  };
}

interface Said {
  readonly type: string;
  readonly example: string | null;
  readonly detail: { readonly status?: { readonly exit: number }; readonly message?: string };
}

/** Waits for what the element of an example says. */
async function hear(page: Page, type: string, example: string | null): Promise<Said> {
  const handle = await page.waitForFunction(
    `said.find((one) => one.type === '${type}' && one.example === ${JSON.stringify(example)})`,
  );
  return (await handle.jsonValue()) as Said;
}

async function frameOf(page: Page, example: string): Promise<Frame> {
  const handle = await page.evaluateHandle(
    `document.querySelector('ipc-lab[example="${example}"]').shadowRoot.querySelector('iframe')`,
  );
  const frame = await handle.asElement()?.contentFrame();
  assert.ok(frame);
  return frame;
}

/** The parts of an embedded lab that something else is painted over. */
const COVERED = `['.embed-bar', '.embed-editor', '.terminals'].filter((part) => {
  const { left, top, width, height } = document.querySelector(part).getBoundingClientRect();
  const points = [[0.5, 0.1], [0.5, 0.5], [0.5, 0.9]];
  return points.some(([x, y]) => !document.elementFromPoint(left + x * width, top + y * height)?.closest(part));
})`;

test('the script is small', async () => {
  const { length } = await readFile(join(WEB_OUT, 'ipc-lab.js'));
  assert.ok(length <= 30_000, `${length} bytes`);
});

test('two examples run on one page at the same time, the image comes once, and they stop when they are removed', async () => {
  const { '/': lecture, ...rest } = notes(`<ipc-lab example="pipes/loopback" controls editor></ipc-lab>
    <ipc-lab example="signals/one-bit" controls loading="eager"></ipc-lab>`);
  await using open = await openPage({ ...rest, '/': { type: 'text/html', content: '' }, '/lecture': lecture });
  const { page } = open;
  const downloads: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.zst') && !response.fromCache() && !response.fromServiceWorker())
      downloads.push(response.url());
  });
  await page.goto(new URL('lecture', open.url).href);
  const names = ['pipes/loopback', 'signals/one-bit'];
  await Promise.all(names.map((name) => hear(page, 'ready', name)));
  for (const name of names) await (await frameOf(page, name)).locator('::-p-aria(Run[role="button"])').click();
  for (const name of names) {
    const { detail } = await hear(page, 'result', name);
    assert.equal(detail.status?.exit, 0, name);
  }
  assert.ok(downloads.length > 0);
  assert.deepEqual(downloads, [...new Set(downloads)], 'a part of the image came twice');
  const loopback = await frameOf(page, 'pipes/loopback');
  for (const width of [700, 390]) {
    await page.setViewport({ width, height: 800 });
    // The text is longer than the editor's part: what is below the editor is seen all the same.
    await loopback.waitForFunction(`innerWidth <= ${width}`);
    assert.deepEqual(await loopback.evaluate(COVERED), [], `${width} px`);
  }
  const workers = (): number => page.workers().length;
  assert.ok(workers() >= 2);
  await page.evaluate("document.querySelectorAll('ipc-lab').forEach((element) => element.remove())");
  while (workers() > 0) await new Promise((resolve) => page.once('workerdestroyed', resolve));
  assert.deepEqual(open.errors, []);
});

test('an element that asks for the X-ray has what happens in a run drawn below its terminal, one that does not has none', async () => {
  await using open = await openPage(
    notes(`<ipc-lab example="pipes/open-pipe-problem" controls editor xray loading="eager"></ipc-lab>
      <ipc-lab example="pipes/eof" loading="eager"></ipc-lab>`),
  );
  const { page } = open;
  await hear(page, 'ready', 'pipes/open-pipe-problem');
  const frame = await frameOf(page, 'pipes/open-pipe-problem');
  await frame.waitForSelector('.embed-xray');
  await page.evaluate(`document.querySelector('ipc-lab').start()`);
  const why = await frame.waitForSelector('.embed-xray .xray-ending.alarm');
  assert.match(String(await why?.evaluate(({ textContent }) => textContent)), /whose write end it holds itself/);
  assert.match(String(await frame.evaluate("document.querySelector('.xray-place')?.textContent")), /\.c:\d+/);
  assert.deepEqual(await violations(frame), []);
  await hear(page, 'ready', 'pipes/eof');
  const other = await frameOf(page, 'pipes/eof');
  await other.waitForSelector('.terminals');
  assert.equal(await other.evaluate("document.querySelectorAll('.embed-xray').length"), 0);
  assert.deepEqual(open.errors, []);
});

test('run() gives what the same call gives in Node, to the instruction', async () => {
  const files = {
    'main.c': `#include <stdio.h>
#include <unistd.h>
#include "own.h"
int main(int argc, char **argv)
{
    int n;
    sleep(20);
    if (scanf("%d", &n) != 1 || argc != 2)
        return 2;
    printf("%s %d\\n", argv[1], n + OWN);
    return 7;
}
`,
    'own.h': '#define OWN 1\n',
  };
  const options = { arguments: ['sum'], input: '41\n', seed: 3, wallLimit: 30_000 };
  await using open = await openPage(notes('<ipc-lab loading="click">int main(void);</ipc-lab>'));
  await open.page.evaluate(
    `document.querySelector('ipc-lab').files = ${JSON.stringify({ 'main.c': 'int main(void) { return 0; }' })}`,
  );
  const call = `document.querySelector('ipc-lab').run(${JSON.stringify(files)}, ${JSON.stringify(options)})`;
  const there = await open.page.evaluate(call);
  const here = await runProgram(await openImage(), { files, ...options });
  assert.equal(here.run?.stdout, 'sum 42\n');
  assert.deepEqual(there, JSON.parse(JSON.stringify(here)));
  const refused = await open.page.evaluate(
    "document.querySelector('ipc-lab').run({ 'a.txt': '' }).catch(({ name, code, message }) => [name, code, message])",
  );
  assert.deepEqual(refused, ['IpclabError', 'usage', 'there is nothing to compile; give a file whose name ends in .c']);
});

test('nothing is loaded before it is scrolled to, and a call whose element is removed is rejected', async () => {
  await using open = await openPage(
    notes('<p style="height: 5000px">…</p><ipc-lab example="pipes/eof" controls>The code.</ipc-lab>'),
  );
  const { page } = open;
  const frames = (): Promise<unknown> =>
    page.evaluate("document.querySelector('ipc-lab').shadowRoot.querySelectorAll('iframe').length");
  assert.equal(await frames(), 0);
  await page.evaluate("document.querySelector('ipc-lab').scrollIntoView()");
  await hear(page, 'ready', 'pipes/eof');
  const rejected = await page.evaluate(`(async () => {
    const element = document.querySelector('ipc-lab');
    const results = [
      element.run({ 'a.c': 'int main(void) { for (;;) ; }' }, { wallLimit: 100000 }),
      element.start(),
      element.stop(),
      element.reset(),
    ];
    await Promise.resolve();
    element.remove();
    return Promise.all(results.map((result) => result.then(() => 'a result', ({ code }) => code)));
  })()`);
  assert.deepEqual(rejected, Array(4).fill('aborted'));
});

test('start() waits for the machine, and reset() in the middle of it costs nobody the machine', async () => {
  await using open = await openPage(notes('<ipc-lab example="pipes/loopback" loading="eager"></ipc-lab>'));
  const { page } = open;
  await page.evaluate("document.querySelector('ipc-lab').start()");
  await hear(page, 'result', 'pipes/loopback');
  // Somewhere in the compilation, wherever this machine has come to by then.
  await page.evaluate(`(async () => {
    const element = document.querySelector('ipc-lab');
    const started = element.start();
    await element.reset();
    await started;
    said.length = 0;
    await element.start();
  })()`);
  await hear(page, 'result', 'pipes/loopback');
  assert.equal(await page.evaluate("said.some(({ type }) => type === 'failure')"), false);
  assert.deepEqual(open.errors, []);
});

test('an example that is not there, and a lab that is not there, are said', async () => {
  await using open = await openPage({
    ...notes(
      '<ipc-lab example="pipes/none" loading="eager"></ipc-lab><ipc-lab example="pipes/eof" src="/none/"></ipc-lab>',
    ),
    '/none/embed.html': { type: 'text/html', content: 'Some other page.' },
  });
  const none = await hear(open.page, 'failure', 'pipes/none');
  assert.match(none.detail.message ?? '', /there is no example pipes\/none/);
  const nowhere = await hear(open.page, 'failure', 'pipes/eof');
  assert.match(nowhere.detail.message ?? '', /there is no lab at .*\/none\/embed\.html; give the folder/);
});
