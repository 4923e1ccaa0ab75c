import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readSources, withGivenNames } from '#cli/sources.js';

const folder = mkdtempSync(join(tmpdir(), 'ipclab-'));
after(() => {
  rmSync(folder, { recursive: true });
});

test('headers beside a source come along', async () => {
  writeFileSync(join(folder, 'a.c'), '#include "a.h"\n');
  writeFileSync(join(folder, 'a.h'), '\n');
  const { sources, headers } = await readSources([join(folder, 'a.c')]);
  assert.deepEqual([sources.length, headers.length], [1, 1]);
  assert.equal(headers[0]?.given, join(folder, 'a.h'));
});

test('messages name a file as it was given, wherever that is', async () => {
  const { sources } = await readSources([join(folder, 'a.c')]);
  const [source] = sources;
  assert.ok(source);
  assert.doesNotMatch(source.name, /^\/|\.\./);
  assert.equal(withGivenNames(`${source.name}:3: error: x`, sources), `${join(folder, 'a.c')}:3: error: x`);
  assert.equal(
    withGivenNames(`In file included from ${source.name}:1:`, sources),
    `In file included from ${join(folder, 'a.c')}:1:`,
  );
});

test('two files of one name in two folders stay apart', () => {
  const content = new Uint8Array(0);
  const files = [
    { given: '../x/t.c', name: 'up/x/t.c', content },
    { given: 't.c', name: 't.c', content },
  ];
  assert.equal(withGivenNames('up/x/t.c:1: a\nt.c:2: b', files), '../x/t.c:1: a\nt.c:2: b');
});

for (const [what, path, message] of [
  ['a missing file', 'none.c', /^none\.c: is not there; give the path of a C file$/],
  ['a folder', 'folder.c', /folder\.c: not a regular file/],
  ['a file that is no C', 'a.txt', /^a\.txt: not a C file/],
] as const) {
  test(`${what} is one sentence`, async () => {
    if (path === 'folder.c') mkdirSync(join(folder, path));
    const full = path === 'folder.c' ? join(folder, path) : path;
    await assert.rejects(readSources([full]), { code: 'usage', message });
  });
}
