// The same work, however it comes.
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Folder, take, takeFrom, takeOne, texts } from '../../support/classroom/take.js';
import { tar, tarGzip, zip, zipOf } from '../../support/classroom/archives.js';

const WORK = { 'count.c': 'int main(void) {}\n', 'count.h': '\n' };
const items = (prefix = ''): { name: string; content: string }[] =>
  Object.entries(WORK).map(([name, content]) => ({ name: prefix + name, content }));
const litter = {
  '__MACOSX/._count.c': 'x',
  'hw1/.DS_Store': 'x',
  'hw1/count.c~': 'x',
  'hw1/.count.c.swp': 'x',
  'hw1/.git/config': 'x',
};

for (const [what, name, content] of [
  ['a zip', 'ada.zip', zip(items())],
  ['a zip of a folder', 'ada.zip', zip(items('hw1/'))],
  ['a zip of folders in folders', 'ada.zip', zip(items('home/ada/os/hw1/'))],
  ['a zip with what systems and editors leave', 'ada.zip', zipOf({ 'hw1/': '', ...litter, ...withPrefix('hw1/') })],
  ['a zip of Windows', 'ada.zip', zip(items('hw1\\'))],
  ['a tar', 'ada.tar', await tar(items('./'))],
  ['a tar.gz', 'ada.tar.gz', await tarGzip(items('hw1/'))],
  ['a tgz that is called a zip', 'ada.zip', await tarGzip(items())],
  ['a hand-in file', 'ada.ipclab.json', JSON.stringify({ format: 1, files: WORK, points: 100 })],
] as const) {
  test(`${what} is the same work as its files`, async () => {
    const intake = await takeOne(name, content);
    assert.deepEqual(texts(intake), WORK);
    assert.deepEqual([intake.label, intake.reason, intake.notes], ['ada', null, []]);
  });
}

function withPrefix(prefix: string): Record<string, string> {
  return Object.fromEntries(Object.entries(WORK).map(([name, content]) => [prefix + name, content]));
}

test('a folder and a folder in it are the same work', async () => {
  for (const files of [withPrefix('ada/'), withPrefix('ada/hw1/')]) {
    const { intakes } = await takeFrom(files, ['ada']);
    assert.deepEqual(intakes.map(texts), [WORK]);
    assert.equal(intakes[0]?.label, 'ada');
  }
});

test('a single file is a submission, whatever it is called', async () => {
  const intake = await takeOne('ada.c', WORK['count.c']);
  assert.deepEqual(texts(intake), { 'count.c': WORK['count.c'] });
  assert.deepEqual(intake.notes, ['ada.c was taken for count.c']);
});

test('a file is found in another folder and in other letters', async () => {
  const content = zipOf({ 'src/Count.C': 'a', 'lib/sem.c': 'b' });
  const intake = await takeOne('ada.zip', content, { expected: ['count.c', 'sem.c'] });
  assert.deepEqual(texts(intake), { 'count.c': 'a', 'sem.c': 'b' });
  assert.match(intake.notes.join('\n'), /src\/Count\.C was taken for count\.c/);
});

test('of two copies the upper one counts, and both are told', async () => {
  const intake = await takeOne('ada.zip', zipOf({ 'hw1/count.c': 'new', 'hw1/old/count.c': 'old' }));
  assert.equal(texts(intake)['count.c'], 'new');
  assert.match(intake.notes.join('\n'), /2 times; the one in hw1\/ counts/);
});

test('sources of every editor are the same text', async () => {
  const plain = 'int main(void) {\n}\n';
  const windows = plain.replaceAll('\n', '\r\n');
  for (const content of [plain, windows, `\ufeff${windows}`, Buffer.from(`\ufeff${windows}`, 'utf16le')]) {
    assert.equal(texts(await takeOne('count.c', content))['count.c'], plain);
  }
});

test('what a compiler made, and what is no file, is left out', async () => {
  using folder = new Folder({ 'ada/count.c': 'a', 'ada/count': '\u007fELF', 'ada/count.o': 'x', 'secret.c': 's' });
  symlinkSync('../secret.c', join(folder.path, 'ada/sem.c'));
  const { intakes } = await take([join(folder.path, 'ada')]);
  assert.deepEqual(intakes.map(texts), [{ 'count.c': 'a' }]);
  assert.match(intakes[0]?.notes.join('\n') ?? '', /sem\.c was left out: it is a link/);
});

test('a folder of many is a submission for each folder, archive, hand-in and source', async () => {
  const handIn = JSON.stringify({ format: 1, student: { id: '17', name: 'Dora' }, files: WORK });
  const { intakes, ignored } = await takeFrom(
    {
      'class/ada/count.c': 'a',
      'class/bob.zip': zipOf({ 'count.c': 'b' }),
      'class/carol.tar.gz': await tarGzip([{ name: 'x/count.c', content: 'c' }]),
      'class/dora.ipclab.json': handIn,
      'class/list.csv': 'id\n',
    },
    ['class'],
  );
  assert.deepEqual(
    intakes.map(({ label, reason }) => [label, reason]),
    ['ada', 'bob', 'carol', 'dora'].map((label) => [label, null]),
  );
  assert.deepEqual(intakes[3]?.claimed, { id: '17', name: 'Dora' });
  assert.match(ignored.join(), /list\.csv$/);
});

test('folders of parts are one work; the layout can be told', async () => {
  const files = { 'ada/part1/count.c': 'a', 'ada/part2/sem.c': 'b' };
  const expected = ['count.c', 'sem.c'];
  const zipped = zipOf({ 'part1/count.c': 'a', 'part2/sem.c': 'b' });
  assert.deepEqual(texts(await takeOne('ada.zip', zipped, { expected })), { 'count.c': 'a', 'sem.c': 'b' });
  assert.equal((await takeFrom(files, ['ada'], { expected, layout: 'one' })).intakes.length, 1);
  assert.equal((await takeFrom(files, ['ada'], { expected, layout: 'many' })).intakes.length, 2);
});

test('a path that is not there is told before anything is read', async () => {
  await assert.rejects(takeFrom({ 'a.c': '' }, ['a.c', 'none']), { code: 'usage', message: /none: is not there/ });
});
