// When something was handed in: what an instructor's side says counts, and nothing that a student's archive says.
import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { momentOf } from '#classroom/moment.js';
import { tarGzip, zip, zipOf } from '../../support/classroom/archives.js';
import { Folder, take } from '../../support/classroom/take.js';

const MONDAY = new Date('2026-11-02T10:00:00Z');
const FRIDAY = new Date('2026-11-06T10:00:00Z');

async function timesOf(files: Readonly<Record<string, string | Uint8Array>>, name: string): Promise<string[]> {
  using folder = new Folder(files);
  utimesSync(join(folder.path, name), FRIDAY, FRIDAY);
  const { intakes } = await take([join(folder.path, name)]);
  return intakes.map(({ label, handedIn }) => `${label}: ${handedIn?.at.toISOString() ?? 'nothing'}`);
}

test('an archive, a file and a hand-in file have the time at which they were written here', async () => {
  const inside = zip([{ name: 'count.c', content: 'x', modified: MONDAY }]);
  const friday = [`ada: ${FRIDAY.toISOString()}`];
  assert.deepEqual(await timesOf({ 'ada.zip': inside }, 'ada.zip'), friday);
  assert.deepEqual(await timesOf({ 'ada.c': 'x' }, 'ada.c'), friday);
  const handIn = JSON.stringify({ format: 1, files: { 'count.c': 'x' } });
  assert.deepEqual(await timesOf({ 'ada.ipclab.json': handIn }, 'ada.ipclab.json'), friday);
  assert.deepEqual(await timesOf({ 'ada.zip': 'damaged' }, 'ada.zip'), friday, 'also what cannot be read');
});

test('in a class’s archive the platform’s times count, the latest of a student’s files, and none that is inside the student’s', async () => {
  const own = zip([{ name: 'count.c', content: 'x', modified: new Date('2001-01-01') }]);
  const files = [
    { name: 'Ada_1_assignsubmission_file_/count.c', content: 'x', modified: MONDAY },
    { name: 'Ada_1_assignsubmission_file_/notes.c', content: 'y', modified: FRIDAY },
    { name: 'Bob_2_assignsubmission_file_/hw.zip', content: own, modified: MONDAY },
  ];
  const expected = [`Ada_1: ${FRIDAY.toISOString()}`, `Bob_2: ${MONDAY.toISOString()}`];
  assert.deepEqual(await timesOf({ 'class.zip': zip(files) }, 'class.zip'), expected);
  const texts = files.map(({ name, content, modified }) => ({ name, content: content.toString(), mtime: modified }));
  const packed = await tarGzip(texts.slice(0, 2));
  assert.deepEqual(await timesOf({ 'class.tar.gz': packed }, 'class.tar.gz'), expected.slice(0, 1));
});

test('a time that is none, of before there were such labs, or of tomorrow, says nothing', async () => {
  assert.deepEqual(await timesOf({ 'class.zip': zipOf({ 'a/count.c': 'x', 'b/count.c': 'y' }) }, 'class.zip'), [
    'a: nothing',
    'b: nothing',
  ]);
  assert.equal(momentOf(undefined, [new Date(Date.now() + 86_400_000)]), undefined);
  assert.equal(momentOf(undefined, [new Date(Number.NaN)]), undefined);
  assert.equal(momentOf(undefined, []), undefined);
  assert.deepEqual(momentOf({ name: 'Ada', participant: '1', at: MONDAY }, [FRIDAY]), { at: MONDAY, from: 'platform' });
});
