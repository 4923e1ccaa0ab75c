// What a teacher downloads from Moodle.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeFrom, takeOne, texts } from '../../support/classroom/take.js';
import { zipOf } from '../../support/classroom/archives.js';

const zipped = zipOf({ 'hw1/count.c': 'b' });
const folders = {
  'Ada Lovelace_1234567_assignsubmission_file_/count.c': 'a',
  'Ada Lovelace_1234567_assignsubmission_onlinetext_/onlinetext.html': '<p>hello</p>',
  'Bob de la Cruz_7654321_assignsubmission_file_/hw1.zip': zipped,
  'Zoë_Ünal_42_assignsubmission_file/hw1/count.c': 'c',
};
const flat = {
  'Ada Lovelace_1234567_assignsubmission_file_count.c': 'a',
  'Ada Lovelace_1234567_assignsubmission_onlinetext_onlinetext.html': '<p>hello</p>',
  'Bob de la Cruz_7654321_assignsubmission_file_hw1.zip': zipped,
  'Zoë_Ünal_42_assignsubmission_file_count.c': 'c',
};
const expected = [
  ['Ada Lovelace', '1234567', { 'count.c': 'a' }],
  ['Bob de la Cruz', '7654321', { 'count.c': 'b' }],
  ['Zoë_Ünal', '42', { 'count.c': 'c' }],
];

for (const [what, files] of [
  ['in folders', folders],
  ['as flat files', flat],
] as const) {
  for (const [how, given, name] of [
    ['as a zip', { 'download.zip': zipOf(files) }, 'download.zip'],
    ['unpacked', prefixed('OS-hw1-99', files), 'OS-hw1-99'],
  ] as const) {
    test(`a bulk download ${what}, ${how}, is a submission for each student`, async () => {
      const { intakes } = await takeFrom(given, [name]);
      const found = intakes.map((intake) => [intake.platform?.name, intake.platform?.participant, texts(intake)]);
      assert.deepEqual(found.sort(), expected);
      assert.deepEqual(
        intakes.flatMap(({ notes }) => notes),
        [],
      );
    });
  }
}

test('a download with one student, and one folder of it alone, are still that student', async () => {
  const one = { 'Ada Lovelace_1234567_assignsubmission_file_/hw1/count.c': 'a' };
  const intake = await takeOne('download.zip', zipOf(one));
  assert.equal(intake.platform?.name, 'Ada Lovelace');
  const { intakes } = await takeFrom(one, ['Ada Lovelace_1234567_assignsubmission_file_']);
  assert.deepEqual(
    intakes.map(({ platform }) => platform?.participant),
    ['1234567'],
  );
});

test('who typed a text and handed in no file has nothing to grade', async () => {
  const { intakes } = await takeFrom(
    { 'd/Ada_1_assignsubmission_onlinetext_/onlinetext.html': 'x', 'd/Bob_2_assignsubmission_file_/count.c': 'b' },
    ['d'],
  );
  assert.deepEqual(
    intakes.map(({ reason }) => reason),
    ['it holds no file; hand in the sources', null],
  );
});

function prefixed(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Record<string, string | Uint8Array> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}
