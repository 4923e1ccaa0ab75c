// Kits: what an instructor gives away, and what a student does with it where there is no network.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { typeOf } from '#site/media-types.js';
import { fromDenseText } from '#util/dense-text.js';
import { violations } from '../support/axe.js';
import { openUrl, serveFiles, type OpenPage, type Served } from '../support/chromium.js';
import { ipclab } from '../support/cli.js';
import { makeSecretLab } from '../support/secret-lab.js';
import { Student } from '../support/student.js';
import { LONG_PATIENCE } from '../support/patience.js';

const NOTHING: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };

const folder = await mkdtemp(join(tmpdir(), 'ipclab-kit-'));
after(() => rm(folder, { recursive: true }));
const lab = await makeSecretLab(folder);

const ORDER = ['pipes/loopback', '--title', 'Systems', '--term', 'Winter term'];

async function build(name: string, ...more: string[]): Promise<string> {
  const out = join(folder, name);
  const { status, stdout, stderr } = await ipclab(['kit', 'build', lab, ...ORDER, '--out', out, ...more]);
  assert.equal(status, 0, stderr.toString());
  assert.match(stdout.toString(), /together +\d+\.\d\d MB/);
  return out;
}

const single = join(await build('single', '--single-file'), 'kit.html');
const served = await build('folder');

/** How many rows the kit's name and the buttons beside it take. */
const ROWS = `(() => {
  const boxes = ['.brand', '.heading', '.header-actions'].map((one) => document.querySelector(one).getBoundingClientRect());
  return boxes.every(({ top, bottom }) => boxes.every((other) => top < other.bottom && other.top < bottom)) ? 1 : 2;
})()`;

const openFile = (file: string): Promise<OpenPage> => openUrl(pathToFileURL(file), NOTHING);

async function filesOf(root: string, path: string): Promise<Record<string, Served>> {
  const files: Record<string, Served> = {};
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const name = join(entry.parentPath, entry.name).slice(root.length + 1);
    files[path + name] = { type: typeOf(name), content: await readFile(join(root, name)) };
  }
  const index = files[`${path}index.html`];
  return index ? { ...files, [path]: index } : files;
}

/** Everything that a student does; ends with the file that was handed in. */
async function work(open: OpenPage, student: Student, downloads: string): Promise<string> {
  const { page } = open;
  await student.sees(/^Ready$/);
  await student.until('.guide', /Systems\s+Winter term/);
  await student.opens('labs/greeting');
  await student.shows(/int main/);
  await student.write(await readFile(join(lab, 'reference/greet.c'), 'utf8'));
  await student.shows(/Hello/);
  await student.runs();
  await student.until('.terminal-note', /greet ended with status 1/);
  await student.press('Check');
  await student.until(
    '.checks',
    /labs\/greeting: all \d checks that run here passed\s+\d hidden checks run when your work is graded/,
  );
  await page.reload();
  await student.sees(/^Ready$/);
  await student.shows(/Hello/);
  // The X-ray of a run, and what the lab asks before it shows one.
  await student.press('X-ray');
  await student.runs();
  await student.until('.xray-head', /^1 process, /);
  await page.waitForSelector('.xray-pane svg');
  await page.focus('.predict input');
  await page.keyboard.type('Hello');
  await page.keyboard.press('Enter');
  await student.until(
    '.xray-note',
    /^You predicted “Hello”, but it is "Hello, Ada!": greet \(\d+\) reads 12 bytes from pipe 1/,
  );
  await student.until('.xray-said', /reads 12 bytes from pipe 1/);
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: downloads,
    eventsEnabled: true,
  });
  const done = new Promise<void>((resolve) => {
    session.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'completed') resolve();
    });
  });
  await page.locator('::-p-aria([name="Your name"])').fill('Ada Lovelace');
  await student.press('Save the file to hand in');
  await done;
  const [file = ''] = await readdir(downloads);
  assert.equal(file, 'greeting-ada-lovelace.ipclab.json');
  return join(downloads, file);
}

test(
  'from one file, without a network: edit, run, check, come back, hand in; and it is graded',
  { timeout: LONG_PATIENCE },
  async () => {
    await using open = await openFile(single);
    await open.page.setOfflineMode(true);
    const file = await work(open, new Student(open.page), await mkdtemp(join(folder, 'downloads-')));
    assert.deepEqual(open.errors, []);
    const graded = await ipclab(['grade', lab, file, '--out', join(folder, 'grades'), '--json']);
    assert.equal(graded.status, 0, graded.stderr.toString());
    assert.match(graded.stdout.toString(), /Ada Lovelace/);
  },
);

test('from a plain server below a path, a folder does the same', { timeout: LONG_PATIENCE }, async () => {
  const path = '/2026/systems/';
  const server = await serveFiles(await filesOf(served, path));
  await using open = await openUrl(new URL(path, server.url), server);
  await work(open, new Student(open.page), await mkdtemp(join(folder, 'downloads-')));
  assert.deepEqual(open.errors, []);
});

test(
  'the front and a lab of a kit, in each state, suit people without eyes, mouse or a wide screen',
  { timeout: LONG_PATIENCE },
  async () => {
    await using open = await openFile(single);
    const { page, errors } = open;
    const student = new Student(page);
    const judge = async (view: string): Promise<void> => {
      for (const value of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
        assert.deepEqual(await violations(page), [], `${view}, ${value}`);
      }
    };
    for (const width of [1440, 390]) {
      await page.setViewport({ width, height: 844 });
      await student.opens('#/');
      await page.reload();
      await student.sees(/^Ready$/);
      await student.until('.kit-front', /Systems\s+Winter term/);
      await student.until(
        '.kit-labs',
        /Check runs \d of \d checks\. 3 hidden checks run when[^]*Nothing saved to hand in yet/,
      );
      await page.locator('.kit-licences summary').click();
      assert.equal(await page.evaluate(ROWS), 1, `the name and the buttons are in one row at ${width} px`);
      await judge(`front, ${width} px`);
      await page.locator('.kit-labs a').click();
      await student.until('.guide', /Meets the server \(0 points\): runs only when it is graded/);
      await student.until('.hand-in-outcome', /Nothing saved yet/);
      await judge(`lab, ${width} px`);
      await student.press('Go to Hand in');
      await student.press('Save the file to hand in');
      await student.until('.field-fault', /Type your name or your number/);
      await judge(`name missing, ${width} px`);
      await page.locator('::-p-aria([name="Your name"])').fill('Ada Lovelace');
      await student.press('Save the file to hand in');
      await student.until('.hand-in-outcome', /greeting-ada-lovelace\.ipclab\.json was saved at/);
      await judge(`file saved, ${width} px`);
    }
    await page.setViewport({ width: 1440, height: 844 });
    await student.write('int main(void) { return 0; }\n');
    await student.until('.hand-in-outcome', /You have changed your work since then/);
    await judge('changed since');
    const kept = await page.evaluate('indexedDB.databases().then((all) => all.map(({ name }) => name))');
    assert.match(String(kept), /^ipclab-kit-[0-9a-f]+$/, 'a database of its own, which no other file reads');
    assert.deepEqual(errors, []);
  },
);

/** The kit with one bit of what begins so flipped. */
async function openFlipped(start: string): Promise<OpenPage> {
  const html = await readFile(single);
  const at = html.indexOf(start) + start.length + 200;
  html[at] = (html[at] ?? 0) ^ 1;
  const file = join(folder, 'flipped.html');
  await writeFile(file, html);
  return openFile(file);
}

test('one flipped bit in any part is told, with what is damaged', { timeout: LONG_PATIENCE }, async () => {
  const parts = {
    '<style id="style">': /the style in this file is damaged/,
    'id="site">': /the description in this file is damaged/,
    'id="catalogue">': /the examples in this file is damaged|the examples in this file are damaged/,
    'id="worker">': /the machine's worker in this file is damaged/,
    'id="wasm">': /v86 in this file is damaged/,
    'id="state">': /the snapshot in this file is damaged/,
    'id="page">': /If this text stays, the file is damaged/,
    '<script type="module">': /If this text stays, the file is damaged/,
    '<script>Object.assign': /is damaged/,
  };
  for (const [start, sentence] of Object.entries(parts)) {
    await using open = await openFlipped(start);
    await new Student(open.page).until('body', sentence);
  }
  await using open = await openFlipped('id="warm">');
  const student = new Student(open.page);
  await student.sees(/^Ready$/);
  await student.reads('Console', /only slower, .*the compiled code in this file is damaged; get the file again/);
});

test('two builds of one kit are the same bytes', { timeout: LONG_PATIENCE }, async () => {
  const again = join(await build('again', '--single-file'), 'kit.html');
  assert.ok((await readFile(again)).equals(await readFile(single)));
  const [before, after] = [await filesOf(served, ''), await filesOf(await build('folder-again'), '')];
  assert.deepEqual(Object.keys(after).sort(), Object.keys(before).sort());
  for (const [name, { content }] of Object.entries(after)) assert.deepEqual(content, before[name]?.content, name);
});

test(
  'no hidden check, counterpart, reference or wrong solution is in a kit, packed or not',
  { timeout: LONG_PATIENCE },
  async () => {
    const secrets = [
      ...['TITLE', 'OUTPUT', 'ARGUMENT', 'WANTED-TEXT', 'SERVER', 'REFERENCE'].map((name) => `SECRET-${name}`),
      ...['secret-check', 'secret-run', 'secret-server', '%s!!!'],
    ];
    assert.match(await readFile(join(lab, 'lab.json'), 'utf8'), /%s!!!/);
    const files = { ...(await filesOf(served, '')), 'kit.html': { content: await readFile(single) } };
    for (const [name, { content }] of Object.entries(files)) {
      for (const bytes of unpacked(name, Buffer.from(content))) {
        const text = bytes.toString('latin1');
        for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} in ${name}`);
      }
    }
  },
);

/** Characters; anything shorter holds no secret in base64. */
const SHORTEST = 12;

/** A file's bytes, and those of everything packed into it, whatever way. */
function unpacked(name: string, content: Buffer): Buffer[] {
  const opened = [content];
  if (name.endsWith('.br')) opened.push(brotliDecompressSync(content));
  if (name.endsWith('.gz')) opened.push(gunzipSync(content));
  for (const [, text = ''] of content.toString().matchAll(/<script type="text\/plain"[^>]*>([^<]*)</g)) {
    const bytes = Buffer.from(fromDenseText(text));
    opened.push(bytes);
    if (isGzip(bytes)) opened.push(gunzipSync(bytes));
  }
  for (const one of [...opened]) {
    for (const piece of one.toString('latin1').split(/[^A-Za-z0-9+/]+/)) {
      if (piece.length < SHORTEST) continue;
      const bytes = Buffer.from(piece, 'base64');
      opened.push(bytes);
      if (isGzip(bytes)) opened.push(gunzipSync(bytes));
    }
  }
  return opened;
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

test('a kit names the licence and the source of everything in it', async () => {
  const document = JSON.parse(await readFile(join(served, 'licences.spdx.json'), 'utf8')) as {
    packages: {
      name: string;
      versionInfo: string;
      licenseDeclared: string;
      downloadLocation: string;
      externalRefs?: { referenceLocator: string }[];
    }[];
  };
  const names = document.packages.map(({ name }) => name);
  for (const name of [
    'linux-source-6.1',
    'libc6',
    'tcc',
    'busybox',
    'seabios',
    'v86',
    '@xterm/xterm',
    '@codemirror/view',
  ]) {
    assert.ok(names.includes(name), name);
  }
  for (const { name, versionInfo, licenseDeclared, downloadLocation, externalRefs } of document.packages) {
    assert.ok(versionInfo !== '' && licenseDeclared !== 'NOASSERTION', name);
    assert.match(externalRefs?.[0]?.referenceLocator ?? downloadLocation, /^(https:\/\/|pkg:deb\/debian\/.+@.+)/, name);
  }
  assert.match(await readFile(join(served, 'licences.txt'), 'utf8'), /Copyright.*Xterm\.js|xterm\.js authors/i);
});

test('a kit weighs at most 12 MB as one file, and a folder with something else in it is left alone', async () => {
  assert.ok((await readFile(single)).length <= 12_000_000);
  const other = await mkdtemp(join(folder, 'other-'));
  await writeFile(join(other, 'thesis.txt'), 'mine');
  const { status, stderr } = await ipclab(['kit', 'build', 'pipes/loopback', '--out', other]);
  assert.equal(status, 2);
  assert.match(stderr.toString(), /is there and holds no kit; give --out a new folder/);
  assert.deepEqual(await readdir(other), ['thesis.txt']);
});
