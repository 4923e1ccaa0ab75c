// Nobody gets a row beside a neighbour's without both of them saying so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Described } from '#classroom/describe.js';
import { Register } from '#classroom/identify.js';
import { tellNamesakes } from '#classroom/namesakes.js';
import type { Student } from '#lab/result.js';
import type { Intake } from '#classroom/intake/intake.js';
import { zipOf } from '../../support/classroom/archives.js';
import { takeFrom } from '../../support/classroom/take.js';

function described(intakes: readonly Intake[], roster: readonly Student[] = []): Described[] {
  const register = new Register(roster);
  return intakes.map((intake) => {
    const { id, student, source, notes, reason, claimed = false } = register.enter(intake);
    return { submission: { id, student, source, notes: [...notes], digest: '', files: [] }, reason, claimed };
  });
}

const handIn = (id: string): string => JSON.stringify({ format: 1, student: { id }, files: { 'count.c': 'x' } });

test('two hand-in files that claim one id say so, both of them, and so does whoever grades', async () => {
  const files = {
    'c/pipes-a.ipclab.json': handIn('ada'),
    'c/b.ipclab.json': handIn('Ada '),
    'c/z.ipclab.json': handIn('z'),
  };
  const { submissions, sentences } = tellNamesakes(described((await takeFrom(files, ['c'])).intakes));
  const notes = submissions.map(({ submission }) => submission.notes.join());
  assert.match(notes[0] ?? '', /has 2 submissions; the others: /);
  assert.match(notes[1] ?? '', /has 2 submissions; the others: /);
  assert.equal(notes[2], '');
  assert.match(sentences.join(), /has 2 submissions: .*b\.ipclab\.json.*pipes-a\.ipclab\.json.*look whose they are/);
});

for (const [what, student] of [
  ['an id with something that nobody sees', { id: 'a\u200bda' }],
  ['an id in wide letters', { id: 'ａｄａ' }],
  ['an id with a letter of another alphabet', { id: 'аda' }],
  ['the name alone', { id: 'somebody', name: 'Ada' }],
  ['a name that looks the same', { id: 'somebody', name: 'Аdа\u2060' }],
] as const)
  test(`${what} is told of, beside the student whom it looks like`, async () => {
    const claim = JSON.stringify({ format: 1, student, files: { 'count.c': 'x' } });
    const { intakes } = await takeFrom({ 'c/ada/count.c': 'x', 'c/z.ipclab.json': claim }, ['c'], {
      layout: 'many',
    });
    const { submissions, sentences } = tellNamesakes(described(intakes));
    assert.equal(sentences.length, 1);
    for (const { submission } of submissions) assert.match(submission.notes.join(), /has 2 submissions; the others: /);
  });

test('two students of a roster who have one name are no news', async () => {
  const roster = ['1', '2'].map((id) => ({ id, name: 'Li Wei' }));
  const files = { 'c/1.ipclab.json': handIn('1'), 'c/2.ipclab.json': handIn('2') };
  const { intakes } = await takeFrom(files, ['c']);
  assert.deepEqual(tellNamesakes(described(intakes, roster), roster).sentences, []);
});

test('a folder whose student is called as the platform names folders is that student’s', async () => {
  const folder = 'd/X_2_assignsubmission_file_1_assignsubmission_file';
  const files = { [`${folder}/count.c`]: 'm', 'd/Ada_2_assignsubmission_file/count.c': 'a' };
  const { intakes } = await takeFrom(files, ['d']);
  assert.deepEqual(intakes.map(({ platform }) => platform?.participant).sort(), ['1', '2']);
});

const evil = 'Mallory_1_assignsubmission_file_Ada_2_assignsubmission_file_count.c';

test("a file that a student named as the platform names files stays that student's", async () => {
  const { intakes } = await takeFrom({ [`d/${evil}`]: 'm', 'd/Bob_3_assignsubmission_file_count.c': 'b' }, ['d']);
  assert.deepEqual(intakes.map(({ platform }) => platform?.participant).sort(), ['1', '3']);
});

test("an archive or a folder beside others is one student's, whatever its parts are called", async () => {
  const inside = { 'Ada_2_assignsubmission_file_/count.c': 'm', 'Bob_3_assignsubmission_file_/count.c': 'm' };
  const asFolder = Object.fromEntries(Object.entries(inside).map(([name, content]) => [`y/${name}`, content]));
  const { intakes } = await takeFrom({ 'ada.zip': zipOf({ 'count.c': 'a' }), 'x.zip': zipOf(inside), ...asFolder }, [
    'ada.zip',
    'x.zip',
    'y',
  ]);
  assert.deepEqual(
    intakes.map(({ label, platform }) => [label, platform]),
    [
      ['ada', undefined],
      ['x', undefined],
      ['y', undefined],
    ],
  );
  assert.match(intakes[1]?.notes.join() ?? '', /taken for one; for a class: --layout many/);
});

test("what the platform gave a name is that student's, also alone", async () => {
  const inside = zipOf({ 'Ada_2_assignsubmission_file_count.c': 'm', 'Bob_3_assignsubmission_file_count.c': 'm' });
  const { intakes } = await takeFrom({ 'Mallory_1_assignsubmission_file_x.zip': inside }, [
    'Mallory_1_assignsubmission_file_x.zip',
  ]);
  assert.deepEqual(
    intakes.map(({ platform }) => platform?.participant),
    ['1'],
  );
});
