// There whole, or as it was before, and nothing beside it.
import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeWhole, writeWhole } from '#node/whole-file.js';
import { Folder } from '../../support/classroom/take.js';

const cure = 'give another';

test('a file is written with the folders above it, and in the place of the one before', async () => {
  using folder = new Folder();
  const path = join(folder.path, 'a/b/c.txt');
  for (const content of ['first', 'second']) {
    await writeWhole(path, content, { cure, durable: content === 'second' });
    assert.equal(readFileSync(path, 'utf8'), content);
  }
  assert.deepEqual(readdirSync(join(folder.path, 'a/b')), ['c.txt']);
});

test('a file that cannot be written leaves nothing behind', async () => {
  using folder = new Folder();
  mkdirSync(join(folder.path, 'taken'));
  writeFileSync(join(folder.path, 'taken/x'), '');
  await assert.rejects(writeWhole(join(folder.path, 'taken'), 'x', { cure }), {
    code: 'usage',
    message: /taken: is a folder; give another$/,
  });
  await assert.rejects(writeWhole(join(folder.path, 'taken/x/y'), 'x', { cure }), {
    code: 'usage',
    message: /is no folder/,
  });
  // The partial file is there by then, and its rename fails.
  const lost = { code: 'internal' };
  await assert.rejects(writeWhole(join(folder.path, 'bad'), 7 as never, { cure }), lost);
  assert.deepEqual(readdirSync(folder.path), ['taken']);
});

test('a file system that takes no new names is told in a sentence', { skip: !existsSync('/proc/self') }, async () => {
  const sentence = (path: string): object => ({
    code: 'usage',
    message: `${path}: is on a disk that takes no writes; give another`,
  });
  for (const path of ['/proc/nope/r.json', '/proc/a/b/c/r.json', '/proc/r.json'])
    await assert.rejects(writeWhole(path, 'x', { cure }), sentence(path));
  const path = '/proc/nope/folder';
  await assert.rejects(
    makeWhole(path, () => Promise.resolve(), { existing: 'refuse', cure }),
    sentence(path),
  );
});

test('several writers of one file do not meet', async () => {
  using folder = new Folder();
  const path = join(folder.path, 'a');
  await Promise.all(Array.from({ length: 20 }, (_, n) => writeWhole(path, String(n).repeat(1000), { cure })));
  assert.match(readFileSync(path, 'utf8'), /^(\d+?)\1{999}$/);
  assert.deepEqual(readdirSync(folder.path), ['a']);
});

test('a link stays one, and what is no file is written to and not replaced', async () => {
  using folder = new Folder();
  const [link, target, device] = ['link', 'target', 'device'].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(target, 'before');
  symlinkSync('target', link);
  symlinkSync('/dev/null', device);
  await writeWhole(link, 'after', { cure });
  await writeWhole(device, 'after', { cure });
  assert.ok(lstatSync(link).isSymbolicLink() && lstatSync('/dev/null').isCharacterDevice());
  assert.equal(readFileSync(target, 'utf8'), 'after');
});

test('a folder is there when all of it is, and not at all when its making failed', async () => {
  using folder = new Folder();
  const path = join(folder.path, 'a/lab');
  const fill = async (partial: string): Promise<string> => {
    await writeFile(join(partial, 'x'), 'x');
    assert.deepEqual(readdirSync(join(folder.path, 'a')).includes('lab'), false);
    return 'filled';
  };
  assert.equal(await makeWhole(path, fill, { existing: 'refuse', cure }), 'filled');
  assert.deepEqual([readdirSync(join(folder.path, 'a')), readdirSync(path)], [['lab'], ['x']]);
  const failing = makeWhole(join(folder.path, 'other'), () => Promise.reject(new TypeError('x')), {
    existing: 'refuse',
    cure,
  });
  await assert.rejects(failing, { code: 'internal' });
  assert.deepEqual(readdirSync(folder.path), ['a']);
});

test('what is there already is refused, replaced or kept, as was asked', async () => {
  using folder = new Folder({ 'lab/old': 'old', file: 'old' });
  const path = join(folder.path, 'lab');
  const fill = (partial: string): Promise<void> => writeFile(join(partial, 'new'), 'new');
  for (const taken of [path, join(folder.path, 'file')]) {
    const refused = { code: 'usage', message: `${taken}: is there already; give another` };
    await assert.rejects(makeWhole(taken, fill, { existing: 'refuse', cure }), refused);
  }
  await makeWhole(path, fill, { existing: 'keep', cure });
  assert.deepEqual(readdirSync(path), ['old']);
  await makeWhole(path, fill, { existing: 'replace', cure });
  assert.deepEqual(readdirSync(path), ['new']);
  assert.deepEqual(readdirSync(folder.path).sort(), ['file', 'lab']);
});
