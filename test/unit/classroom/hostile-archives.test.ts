// Archives that mean harm, and archives that broke: a note or a reason in one sentence, and never more.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readArchive } from '#classroom/intake/archive.js';
import { MOST_SUBMISSIONS, STUDENT_CAPS } from '#classroom/intake/caps.js';
import { takeFrom, takeOne, texts } from '../../support/classroom/take.js';
import { tar, tarGzip, zip, zipOf } from '../../support/classroom/archives.js';

const MIB = 1024 * 1024;
const honest = { name: 'count.c', content: 'a' };

for (const [what, item, note] of [
  ['leads up', { name: '../../etc/cron.d/x.c' }, /out of the folder/],
  ['leads up on Windows', { name: '..\\..\\x.c' }, /out of the folder/],
  ['is absolute', { name: '/etc/x.c' }, /its path is absolute/],
  ['is absolute on Windows', { name: 'C:\\x.c' }, /its path is absolute/],
  [
    'holds an escape sequence',
    { name: 'x\u001b[2J.c' },
    /x\\x1b\[2J\.c was left out: its name has characters that are not text/,
  ],
  ['turns the direction of text', { name: 'x\u202ec.exe' }, /x\\u202ec\.exe was left out/],
  ['leads up with what nobody sees', { name: '.\u200b./x.c' }, /out of the folder/],
  ['is a prototype with what nobody sees', { name: '__pro\u200dto__/x.c' }, /its name is not allowed/],
  ['is no UTF-8', { name: Buffer.from([0x78, 0xff, 0x2e, 0x63]), flags: 0x800 }, undefined],
  ['is longer than a path', { name: `${'x'.repeat(300)}.c` }, /its path is too long/],
  ['is a thousand folders deep', { name: `${'d/'.repeat(1000)}x.c` }, /its path is too long/],
  ['is a prototype', { name: '__proto__/x.c' }, /its name is not allowed/],
  ['is a link', { name: 'x.c', content: '/etc/passwd', mode: 0o120777 }, /it is a link/],
  ['is a device', { name: 'x.c', mode: 0o020666 }, /it is no regular file/],
  ['is an archive', { name: 'x.zip', content: zipOf({ 'count.c': 'b' }) }, /archives within an archive stay closed/],
  ['is large', { name: 'x.c', content: Buffer.alloc(MIB + 1) }, /larger than 1 MiB/],
] as const) {
  test(`an entry of a zip that ${what} does no harm, and the rest is graded`, async () => {
    const intake = await takeOne('ada.zip', zip([item, honest]));
    assert.equal(intake.reason, null);
    assert.equal(texts(intake)['count.c'], 'a');
    assert.ok(!Object.keys(intake.files).some((path) => /\.\.|^\/|__proto__|[\u0000-\u001f]/.test(path)));
    if (note) {
      assert.deepEqual(Object.keys(intake.files), ['count.c']);
      assert.match(intake.notes.join('\n'), note);
    }
  });
}

for (const [what, item, note] of [
  ['leads up', { name: '../x.c', content: 'x' }, /out of the folder/],
  ['is absolute', { name: '/etc/x.c', content: 'x' }, /its path is absolute/],
  ['is a symbolic link', { name: 'x.c', type: 'symlink', linkname: '/etc/passwd' }, /it is a link/],
  ['is a hard link', { name: 'x.c', type: 'link', linkname: 'count.c' }, /it is a link/],
  ['is a device', { name: 'x.c', type: 'character-device', devmajor: 1, devminor: 5 }, /no regular file/],
  ['is a FIFO', { name: 'x.c', type: 'fifo' }, /no regular file/],
] as const) {
  test(`an entry of a tar that ${what} does no harm, and the rest is graded`, async () => {
    const intake = await takeOne('ada.tgz', await tarGzip([item, honest]));
    assert.deepEqual(texts(intake), { 'count.c': 'a' });
    assert.match(intake.notes.join('\n'), note);
  });
}

const whole = zip([honest]);
const wholeTar = await tarGzip([{ ...honest, content: 'a'.repeat(5000) }]);

for (const [what, name, content, reason] of [
  ['an empty file', 'ada.zip', '', /^ada\.zip is empty; hand it in again$/],
  ['a zip without entries', 'ada.zip', zip([]), /^it holds no file/],
  ['a zip of folders', 'ada.zip', zip([{ name: 'hw1/' }]), /^it holds no file/],
  ['a zip cut off', 'ada.zip', whole.subarray(0, whole.length - 30), /^ada\.zip is damaged or incomplete/],
  ['the second half of a zip', 'ada.zip', whole.subarray(20), /^ada\.zip has the name of an archive but is not one/],
  ['a text called zip', 'ada.zip', 'int main', /^ada\.zip has the name of an archive but is not one/],
  ['a RAR', 'ada.rar', 'Rar!\u001a\u0007\u0000', /^ada\.rar is a RAR archive; hand in a zip or a tar\.gz$/],
  ['an encrypted zip', 'ada.zip', zip([{ ...honest, flags: 1 }]), /^ada\.zip is encrypted; hand it in without/],
  ['a wrong checksum', 'ada.zip', zip([{ ...honest, crc: 1 }]), /^count\.c in ada\.zip is damaged .*checksum/],
  ['a size that is a lie', 'ada.zip', zip([{ ...honest, content: Buffer.alloc(MIB), claims: 9 }]), /is damaged/],
  [
    'a terabyte in a few bytes',
    'ada.zip',
    zip([{ ...honest, claims: 0xffff_fff0 }]),
    /count\.c was left out: it is larger/,
  ],
  ['a gzip cut off', 'ada.tgz', wholeTar.subarray(0, wholeTar.length - 9), /^ada\.tgz is damaged or incomplete/],
  ['a tar cut off', 'ada.tar', (await tar([{ ...honest, content: 'a'.repeat(5000) }])).subarray(0, 4000), /incomplete/],
  ['only a document', 'report.pdf', '%PDF', /^it holds no source file, only report\.pdf; hand in the sources$/],
  [
    'a hand-in file that is none',
    'ada.ipclab.json',
    '{"format":2}',
    /^ada\.ipclab\.json: format: .*; it is damaged, or no hand-in file; hand it in again/,
  ],
  [
    'half a hand-in file',
    'ada.ipclab.json',
    '{"format":1,',
    /^ada\.ipclab\.json: is not JSON .*; it is damaged, or no hand-in file/,
  ],
] as const) {
  test(`${what} is a rejected submission with a reason`, async () => {
    const intake = await takeOne(name, content);
    assert.match(intake.reason ?? '', reason);
    assert.deepEqual(intake.files, {});
  });
}

test('names that are the same, or nearly, are told', async () => {
  const twice = await takeOne('ada.zip', zip([{ ...honest, content: 'first' }, honest]));
  assert.deepEqual(texts(twice), { 'count.c': 'a' });
  assert.match(twice.notes.join(), /count\.c is there more than once; the last one counts/);
  const cases = await takeOne('ada.zip', zipOf({ 'count.c': 'a', 'Count.c': 'b' }));
  assert.match(cases.notes.join(), /count\.c and Count\.c differ in upper and lower case only/);
  const accents = await takeOne('ada.zip', zipOf({ 'count.c': 'a', 'ü.h': 'a', 'u\u0308.h': 'a' }));
  assert.deepEqual(Object.keys(accents.files), ['count.c', 'ü.h']);
  const both = await takeOne('ada.zip', zipOf({ 'count.c': 'a', 'x/y': 'a', x: 'b' }));
  assert.deepEqual(Object.keys(both.files), ['count.c', 'x']);
});

test('a name with something that nobody sees is the name without it, and two that look the same are told', async () => {
  assert.deepEqual(texts(await takeOne('ada.zip', zipOf({ 'co\u200bunt.c': 'a' }))), { 'count.c': 'a' });
  const { notes } = await takeOne('ada.zip', zip([{ name: 'coun\u00adt.c', content: 'first' }, honest]));
  assert.deepEqual(notes, ['count.c is there more than once; the last one counts']);
});

test("a name that needs a joiner is its student's, and a folder whose name turns the text is told of", async () => {
  const persian = 'می\u200cنا';
  const flat = zipOf({
    [`${persian}_7_assignsubmission_file_count.c`]: 'a',
    'Ada_8_assignsubmission_file_count.c': 'a',
  });
  const { intakes } = await takeFrom({ 'class.zip': flat }, ['class.zip']);
  assert.deepEqual(
    intakes.map(({ platform }) => platform?.name),
    [persian, 'Ada'],
  );
  const folders = zipOf({ 'e\u202eve/count.c': 'a', 'ada/count.c': 'a', 'ben/count.c': 'a' });
  const { intakes: taken, ignored } = await takeFrom({ 'class.zip': folders }, ['class.zip']);
  assert.equal(taken.length, 2);
  assert.match(ignored.join(), /class\.zip: e\\u202eve$/);
});

test('of a class, too, a path that is there twice is told', async () => {
  for (const [one, other, bob] of [
    ['Ada_1_assignsubmission_file/count.c', 'Ada_1_assignsubmission_file/count.c', 'Bob_2_assignsubmission_file'],
    ['Jos\u00e9/count.c', 'Jose\u0301/count.c', 'Bob'],
  ] as const) {
    const items = [
      { name: one, content: 'first' },
      { name: other, content: 'last' },
      { ...honest, name: one.replace(/^[^/]*/, bob) },
    ];
    const { intakes } = await takeFrom({ 'class.zip': zip(items) }, ['class.zip'], { layout: 'many' });
    const [twice] = intakes.filter(
      ({ notes }) => notes.join() === 'count.c is there more than once; the last one counts',
    );
    assert.deepEqual(twice && texts(twice), { 'count.c': 'last' }, one);
  }
});

test('a gzip that is called by its end alone has a name in its reason', async () => {
  const intake = await takeOne('.gz', gzipSync('int main'));
  assert.match(intake.reason ?? '', /^nothing that it holds can be graded: \.gz was left out/);
});

test('a thousand oddities are twenty notes', async () => {
  const intake = await takeOne(
    'ada.zip',
    zip([...Array.from({ length: 1000 }, (_, index) => ({ name: `../${index}.h` })), honest]),
  );
  assert.equal(intake.notes.length, 21);
  assert.equal(intake.notes.at(-1), 'and 980 more of the kind');
});

test("a class goes on past one student's broken archive", async () => {
  const { intakes } = await takeFrom(
    { 'class/ada.zip': whole.subarray(0, 40), 'class/bob.zip': whole, 'class/carol.zip': zip([{ ...honest, crc: 1 }]) },
    ['class'],
  );
  assert.deepEqual(
    intakes.map(({ reason }) => reason === null),
    [false, true, false],
  );
});

test('the list of an archive is bounded, with what is thrown away', async () => {
  const litter = Array.from({ length: 12 }, (_, index) => ({ name: `node_modules/${index}.js` }));
  const caps = { archive: MIB, entries: 9, listed: 10, unpacked: MIB };
  for (const archive of [zip(litter), await tar(litter)])
    await assert.rejects(readArchive(new Uint8Array(archive), 'ada.zip', caps), {
      code: 'usage',
      message: 'ada.zip holds more than 10 files; hand in the sources alone',
    });
});

/** A zip in which each of these names has one content, which is there once. */
function overlapping(names: readonly string[], content: string): Buffer {
  const [first, ...others] = names.map((name) => zip([{ name, content }]));
  if (!first) throw new Error('a zip of no names');
  const directoryAt = (archive: Buffer): number => archive.indexOf('PK\u0001\u0002');
  const endAt = (archive: Buffer): number => archive.lastIndexOf('PK\u0005\u0006');
  const directories = [first, ...others].map((archive) => archive.subarray(directoryAt(archive), endAt(archive)));
  const directory = Buffer.concat(directories);
  const end = Buffer.from(first.subarray(endAt(first)));
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  return Buffer.concat([first.subarray(0, directoryAt(first)), directory, end]);
}

test('files of a zip that lie over each other are not unpacked, handed in alone or in a class', async () => {
  const names = Array.from({ length: 3 }, (_, index) => `x${index}.c`);
  const content = randomBytes(4000).toString('hex');
  const bomb = overlapping(names, content);
  const reason = /^ada\.zip is damaged: its files lie over each other; pack them again and hand it in again$/;
  assert.match((await takeOne('ada.zip', bomb)).reason ?? '', reason);
  const { intakes } = await takeFrom({ 'class/ada.zip': bomb, 'class/bob.zip': whole }, ['class']);
  assert.match(intakes[0]?.reason ?? '', reason);
  assert.equal(intakes[1]?.reason, null);
});

test('a file that is in an archive many times costs no more than many files', async () => {
  const same = Array.from({ length: 9 }, () => ({ ...honest, content: Buffer.alloc(MIB, 'a') }));
  assert.match((await takeOne('ada.zip', zip(same))).reason ?? '', /^its files have more than 8 MiB/);
});

test('an archive of more submissions than any course has is refused as a whole', async () => {
  const many = Array.from({ length: MOST_SUBMISSIONS + 1 }, (_, index) => ({ name: `${index}.c` }));
  await assert.rejects(takeOne('class.zip', zip(many)), {
    code: 'usage',
    message: /class\.zip: looks like 10001 submissions, and 10000 are the most; one student's: --layout one$/,
  });
});

test('a gzip may have many parts, and of a file that nobody reads no byte is held', async () => {
  const content = await tar([{ ...honest, content: 'a'.repeat(5000) }]);
  const parts = [content.subarray(0, 100), content.subarray(100)].map((part) => gzipSync(part));
  assert.deepEqual(Object.keys((await takeOne('ada.tgz', Buffer.concat(parts))).files), ['count.c']);
  const caps = { ...STUDENT_CAPS, unpacked: 2 * STUDENT_CAPS.archive };
  const size = STUDENT_CAPS.archive + 1;
  const [held] = await readArchive(new Uint8Array(gzipSync(Buffer.alloc(size), { level: 1 })), 'ada.gz', caps);
  assert.equal(held?.size, size);
  assert.equal((await held.read()).length, 0);
});
