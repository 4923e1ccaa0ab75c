// Hand-ins of more files and bytes than anybody has: each costs its own student at most, and nobody's time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readArchive } from '#classroom/intake/archive.js';
import type { Described } from '#classroom/describe.js';
import { tellNamesakes } from '#classroom/namesakes.js';
import { takeFrom, takeOne, texts } from '../support/classroom/take.js';
import { tarGzip, zip, zipOf } from '../support/classroom/archives.js';

const MIB = 1024 * 1024;
const HONEST = { name: 'count.c', content: 'a' };
const TOO_MANY = 'it holds more than 2000 files; hand in the sources alone';

const many = Array.from({ length: 2001 }, (_, index) => ({ name: `${index}.h` }));
const large = Array.from({ length: 9 }, (_, index) => ({ name: `${index}.h`, content: Buffer.alloc(MIB, 'x') }));

for (const [what, archive, reason] of [
  ['files', zip(many), /more than 2000 files; hand in the sources alone/],
  ['bytes', zip(large), /more than 8 MiB; hand in the sources alone/],
] as const) {
  test(`more ${what} than anybody has are a rejected submission with a reason`, async () => {
    const intake = await takeOne('ada.zip', archive);
    assert.match(intake.reason ?? '', reason);
    assert.deepEqual(intake.files, {});
  });
}

test('what nobody means to hand in counts for nothing, however much of it there is', async () => {
  const modules = Array.from({ length: 2500 }, (_, index) => ({
    name: `ada/node_modules/x/${index}.js`,
    content: 'x',
  }));
  const huge = { name: 'ada/.git/pack', content: 'x', claims: 0xffff_fff0 };
  const windows = { name: 'ada\\node_modules\\y.js', content: 'x', claims: 0xffff_fff0 };
  for (const archive of [zip([...modules, huge, windows, HONEST]), await tarGzip([...modules, HONEST])]) {
    const intake = await takeOne(archive[0] === 0x50 ? 'ada.zip' : 'ada.tgz', archive);
    assert.deepEqual([intake.reason, texts(intake), intake.notes], [null, { 'count.c': 'a' }, []]);
  }
});

test('a gzip is unpacked no further than it may be', async () => {
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * MIB)));
  await assert.rejects(readArchive(bomb, 'ada.tgz', { archive: MIB, entries: 9, listed: 9, unpacked: MIB }), {
    code: 'usage',
    message: 'ada.tgz unpacks to more than it may; hand in the sources alone',
  });
});

const crowd = Object.fromEntries(Array.from({ length: 130_000 }, (_, index) => [`${index}.h`, '']));

test('a hand-in of more files than anybody has costs its own student alone, and no other', async () => {
  const flood = JSON.stringify({ format: 1, files: crowd });
  const moodle = {
    'Ada_1_assignsubmission_file_count.c': 'a',
    'Mallory_2_assignsubmission_file_pipes-x.ipclab.json': flood,
  };
  const { intakes } = await takeFrom({ 'class.zip': zipOf(moodle) }, ['class.zip']);
  assert.deepEqual(
    intakes.map(({ platform, reason }) => [platform?.name, reason]),
    [
      ['Ada', null],
      ['Mallory', 'pipes-x.ipclab.json holds more than 2000 files; hand in the sources alone'],
    ],
  );
});

test('a part of a class with more files than anybody has costs its own student alone', async () => {
  const many = Object.fromEntries(Array.from({ length: 2100 }, (_, index) => [`class/mallory/${index}.h`, 'x']));
  const files = { ...many, 'class/mallory/count.c': 'm', 'class/ada/count.c': 'a', 'class/zoe/count.c': 'z' };
  for (const [given, name] of [
    [files, 'class'],
    [{ 'class.zip': zipOf(files) }, 'class.zip'],
  ] as const) {
    const { intakes } = await takeFrom(given, [name], { layout: 'many' });
    const found = new Map(intakes.map(({ label, reason }) => [label, reason]));
    assert.deepEqual(found, new Map([...found.keys()].map((label) => [label, label === 'mallory' ? TOO_MANY : null])));
    assert.equal(found.size, 3);
  }
});

test('several archives of one student are bounded together', async () => {
  const part = (name: string): Buffer =>
    zip(Array.from({ length: 1500 }, (_, index) => ({ name: `${name}${index}.h` })));
  const { intakes } = await takeFrom({ 'ada/1.zip': part('a'), 'ada/2.zip': part('b') }, ['ada'], { layout: 'one' });
  assert.match(intakes[0]?.reason ?? '', /holds more than \d+ files; hand in the sources alone/);
});

test('twenty thousand hand-in files of one name are told of in one sentence', () => {
  const all = Array.from({ length: 20_000 }, (_, n): Described => {
    const student = { id: `id ${n}`, name: 'Ada' };
    const submission = { id: student.id, student, source: `${n}.ipclab.json`, notes: [], digest: '', files: [] };
    return { submission, reason: null, claimed: true };
  });
  const { submissions, sentences } = tellNamesakes(all);
  assert.equal(sentences.length, 1);
  assert.match(sentences[0] ?? '', /^Ada has 20000 submissions: (id \d \(\S+\), ){5}19995 more; /);
  assert.match(submissions.at(-1)?.submission.notes.join() ?? '', /the others: (id \d+, ){5}19994 more$/);
});
