// Nobody gets a row beside a neighbour's without both of them saying so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Described } from '#classroom/describe.js';
import { Register } from '#classroom/identify.js';
import { tellNamesakes } from '#classroom/namesakes.js';
import type { Intake } from '#classroom/intake/intake.js';
import { zipOf } from '../../support/classroom/archives.js';
import { takeFrom } from '../../support/classroom/take.js';

function described(intakes: readonly Intake[]): Described[] {
  const register = new Register([]);
  return intakes.map((intake) => {
    const { id, student, source, notes, reason } = register.enter(intake);
    return { submission: { id, student, source, notes: [...notes], digest: '', files: [] }, reason };
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
