import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { requireRoom, writeOut } from '#cli/project/out-folder.js';
import { encodeText } from '#util/bytes.js';
import { Folder } from '../../../support/classroom/take.js';

test('files are written as they lie to where the person stands, and what lies elsewhere is named', async () => {
  using folder = new Folder();
  const out = join(folder.path, 'new/out');
  await requireRoom(out);
  const files = new Map([
    ['src/a.txt', encodeText('a')],
    ['src/deep/b.txt', encodeText('b')],
    ['c.txt', encodeText('c')],
  ]);
  const said = await writeOut(
    out,
    { files, leftOut: ['src/link is left out: it is no regular file'] },
    { directory: 'src' },
  );
  assert.deepEqual(said, [
    `made or changed, and written to ${out}: a.txt, deep/b.txt`,
    'c.txt is left out: it does not lie below the folder where you stand',
    'src/link is left out: it is no regular file',
  ]);
  assert.equal(readFileSync(join(out, 'deep/b.txt'), 'utf8'), 'b');
});

test('nothing made makes no folder', async () => {
  using folder = new Folder();
  const out = join(folder.path, 'out');
  const [said] = await writeOut(out, { files: new Map(), leftOut: [] }, { directory: '' });
  assert.deepEqual([said, existsSync(out)], [`nothing was made or changed; ${out} is not made`, false]);
});

test('a folder with something in it, or a file, is refused, and nothing is written over', async () => {
  using folder = new Folder();
  mkdirSync(join(folder.path, 'empty'));
  await requireRoom(join(folder.path, 'empty'));
  writeFileSync(join(folder.path, 'a.txt'), 'mine');
  await assert.rejects(requireRoom(folder.path), {
    code: 'usage',
    message: /: is not empty; give --out a folder that is/,
  });
  await assert.rejects(requireRoom(join(folder.path, 'a.txt')), { code: 'usage' });
  const files = new Map([['a.txt', encodeText('other')]]);
  await assert.rejects(writeOut(folder.path, { files, leftOut: [] }, { directory: '' }));
  assert.equal(readFileSync(join(folder.path, 'a.txt'), 'utf8'), 'mine');
});
