// The same work, however it comes.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
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

test('work in folders stays in them; of two files that are called alike none is taken for the other', async () => {
  const expected = ['server/main.c', 'client/main.c', 'include/net.h'];
  const whole = { 'hw/server/main.c': 's', 'hw/client/main.c': 'c', 'hw/include/net.h': 'n' };
  const { 'include/net.h': header, ...mains } = texts(await takeOne('ada.zip', zipOf(whole), { expected }));
  assert.deepEqual([header, mains], ['n', { 'server/main.c': 's', 'client/main.c': 'c' }]);
  const flat = await takeOne('ada.zip', zipOf({ 'main.c': 'm', 'net.h': 'n' }), { expected });
  assert.deepEqual(texts(flat), { 'main.c': 'm', 'include/net.h': 'n' });
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

for (const name of [
  'count (1).c',
  'count(2).c',
  'count - Copy.c',
  'Count copy.c',
  'Copy of count.c',
  'COUNT.C',
  'count.txt',
  'count.c.txt',
  'count.cpp',
  'task2_count.c',
  'count-final.c',
  'ada count v2.c',
  'count.c.',
  ' Count.c ',
]) {
  test(`${name} is taken for count.c, and it is said`, async () => {
    const files = { [`ada/${name}`]: 'a\r\n', 'ada/sem.c': 's' };
    const { intakes } = await takeFrom(files, ['ada'], { expected: ['count.c', 'sem.c'] });
    assert.deepEqual(intakes.map(texts), [{ 'count.c': 'a\n', 'sem.c': 's' }]);
    assert.ok(intakes[0]?.notes.some((note) => note === `${name} was taken for count.c`));
  });
}

for (const [what, files] of [
  ['two files that may both be meant', { 'ada/count (1).c': 'a', 'ada/count (2).c': 'b', 'ada/sem.c': 's' }],
  ['a file that may be meant for two', { 'ada/count_sem.c': 'a', 'ada/x.c': 's' }],
  ['a word within a word', { 'ada/account.c': 'a', 'ada/sem.c': 's' }],
  ['a header', { 'ada/count.h': 'a', 'ada/sem.c': 's' }],
] as const) {
  test(`${what}: nothing is taken for another`, async () => {
    const { intakes } = await takeFrom(files, ['ada'], { expected: ['count.c', 'sem.c'], layout: 'one' });
    assert.deepEqual(
      intakes.map((one) => texts(one)['count.c']),
      [undefined],
    );
  });
}

for (const name of ['pipes-ada.ipclab (1).json', 'pipes-ada.ipclab(1).json', 'pipes-ada.ipclab - Copy.json']) {
  test(`${name}, a second save, is a hand-in file`, async () => {
    const intake = await takeOne(name, JSON.stringify({ format: 1, files: WORK }));
    assert.deepEqual([texts(intake), intake.label, intake.reason], [WORK, 'pipes-ada', null]);
  });
}

test('an empty folder and one that goes too deep are submissions with a reason', async () => {
  using folder = new Folder({ 'class/ada/count.c': 'a', 'class/eve/count.c': 'e' });
  mkdirSync(join(folder.path, 'class/bob'));
  mkdirSync(join(folder.path, 'class/carol', ...Array.from({ length: 900 }, () => 'd')), { recursive: true });
  const zipped = zip([
    { name: 'ada/count.c', content: 'a' },
    { name: 'eve/count.c', content: 'e' },
    { name: 'bob/' },
    { name: `carol/${'d/'.repeat(900)}count.c`, content: 'c' },
  ]);
  folder.write({ 'class.zip': zipped });
  for (const [name, carol] of [
    ['class', 'it holds no file; hand in the sources'],
    ['class.zip', /^nothing that it holds can be graded: .*its path is too long$/],
  ] as const) {
    const { intakes } = await take([join(folder.path, name)]);
    const reasons = new Map(intakes.map(({ label, reason }) => [label, reason]));
    assert.deepEqual([...reasons.keys()].sort(), ['ada', 'bob', 'carol', 'eve']);
    assert.deepEqual([reasons.get('ada'), reasons.get('bob')], [null, 'it holds no file; hand in the sources']);
    assert.match(reasons.get('carol') ?? '', typeof carol === 'string' ? new RegExp(`^${carol}$`) : carol);
  }
});

test('of a file that is too large every rejection says so', async () => {
  const intake = await takeOne('ada.zip', zipOf({ 'count.c': Buffer.alloc(3 * 1024 * 1024, 'x') }));
  assert.equal(intake.reason, 'nothing that it holds can be graded: count.c was left out: it is larger than 1 MiB');
});
