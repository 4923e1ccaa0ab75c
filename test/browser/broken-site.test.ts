// A site whose parts are missing or damaged says so, and what to do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Served } from '../support/chromium.js';
import { openPlainSite } from '../support/site.js';
import { Student } from '../support/student.js';
import { LONG_PATIENCE } from '../support/patience.js';

const LOST = '.session-lost';

function find(files: Record<string, Served>, pattern: RegExp): [string, Served] {
  const [found] = Object.entries(files).filter(([name]) => pattern.test(name));
  if (!found) throw new Error(`the site has no ${String(pattern)}`);
  return found;
}

/** The file with one bit in its middle flipped. */
function flipped({ type, content }: Served): Served {
  const bytes = Uint8Array.from(Buffer.from(content));
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return { type, content: bytes };
}

for (const [what, pattern] of [
  ['the snapshot', /state-\w+\.bin\.zst$/],
  ['v86', /v86-\w+\.wasm$/],
] as const) {
  test(
    `one flipped bit in ${what} is told, with the file, before anything starts from it`,
    { timeout: LONG_PATIENCE },
    async () => {
      await using open = await openPlainSite('/', (files) => {
        const [name, file] = find(files, pattern);
        files[name] = flipped(file);
      });
      const sentence = await new Student(open.page).until(LOST, /The machine cannot start/);
      assert.match(
        sentence,
        new RegExp(`/assets/${pattern.source.replace('$', '')} is not the file that this page was built with`),
      );
      assert.match(sentence, /load the page again/);
      assert.match(sentence, /Your files are kept/);
    },
  );
}

test(
  'compiled code with a flipped bit is told on the console, and the machine goes on without it',
  { timeout: LONG_PATIENCE },
  async () => {
    await using open = await openPlainSite('/', (files) => {
      const [name, file] = find(files, /warm-\w+\.bin\.zst$/);
      files[name] = flipped(file);
    });
    const student = new Student(open.page);
    await student.sees(/^Ready$/);
    await student.reads(
      'Console',
      /goes on, only slower, without its compiled code: .*warm-\w+\.bin\.zst is not the file/,
    );
    await student.sees(/^Ready$/);
    assert.deepEqual(open.errors, []);
  },
);

test(
  'what fails in the worker with nobody waiting for it is told as the end of the machine',
  { timeout: LONG_PATIENCE },
  async () => {
    await using open = await openPlainSite('/', (files) => {
      const [name, { type, content }] = find(files, /\/worker-\w+\.js$/);
      const fault = `;Promise.reject(new Error('nobody waits'));`;
      files[name] = { type, content: Buffer.concat([Buffer.from(content), Buffer.from(fault)]) };
    });
    await new Student(open.page).until(LOST, /The machine has stopped: the machine's worker failed: .*nobody waits/);
  },
);

test('a snapshot that breaks off is told', { timeout: LONG_PATIENCE }, async () => {
  await using open = await openPlainSite('/', (files) => {
    const [name, { type, content }] = find(files, /state-\w+\.bin\.zst$/);
    files[name] = { type, content: content.slice(0, 1_000_000) };
  });
  await new Student(open.page).until(LOST, /is not the file that this page was built with/);
});

test(
  'a missing snapshot is told, and one press goes on once it is there again',
  { timeout: LONG_PATIENCE },
  async () => {
    let served: Record<string, Served> = {};
    let taken: [string, Served] | undefined;
    await using open = await openPlainSite('/lab/', (files) => {
      served = files;
      taken = find(files, /state-\w+\.bin\.zst$/);
      Reflect.deleteProperty(files, taken[0]);
    });
    const student = new Student(open.page);
    await student.until(LOST, /state-\w+\.bin\.zst cannot be loaded \(status 404\)/);
    if (taken) served[taken[0]] = taken[1];
    await student.press('Load the page again');
    await student.sees(/^Ready$/);
  },
);

test('a missing worker is told, instead of a machine that starts for ever', { timeout: LONG_PATIENCE }, async () => {
  await using open = await openPlainSite('/', (files) => {
    Reflect.deleteProperty(files, find(files, /\/worker-\w+\.js$/)[0]);
  });
  await new Student(open.page).until(LOST, /worker/);
});

test('a cache that gives something else is passed by', { timeout: LONG_PATIENCE }, async () => {
  let served: Record<string, Served> = {};
  let whole: [string, Served] | undefined;
  await using open = await openPlainSite('/', (files) => {
    served = files;
    whole = find(files, /state-\w+\.bin\.zst$/);
    files[whole[0]] = { ...flipped(whole[1]), headers: { 'cache-control': 'public, max-age=31536000, immutable' } };
  });
  const student = new Student(open.page);
  await student.until(LOST, /is not the file that this page was built with/);
  if (whole) served[whole[0]] = whole[1];
  // An ordinary visit, which the browser's cache answers.
  await open.page.goto('about:blank');
  await open.page.goto(open.url.href);
  await student.sees(/^Ready$/);
});

test(
  'without examples the machine still starts, and the page says what is missing',
  { timeout: LONG_PATIENCE },
  async () => {
    await using open = await openPlainSite('/', (files) => {
      Reflect.deleteProperty(files, find(files, /catalogue-\w+\.json$/)[0]);
    });
    const student = new Student(open.page);
    await student.sees(/^Ready$/);
    await student.until('body', /the examples cannot be loaded \(status 404\); load the page again/);
  },
);
