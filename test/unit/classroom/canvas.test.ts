// What a teacher downloads from Canvas, for a class of 40.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Register } from '#classroom/identify.js';
import { parseClassList } from '#classroom/roster.js';
import { zipOf } from '../../support/classroom/archives.js';
import { takeFrom, takeOne, texts } from '../../support/classroom/take.js';
import { canvasText } from '../../support/gradebooks.js';

const PEOPLE = Array.from({ length: 40 }, (_, index) => ({ id: `m${index}`, name: `Family${index}, Given` }));
const nameOf = (index: number): string => `family${index}given`;

test('each student of a download is one, found again by the number in the gradebook', async () => {
  const files = Object.fromEntries(
    PEOPLE.map((_, index) => {
      const late = index === 7 ? 'LATE_' : '';
      return [`${nameOf(index)}_${late}${5000 + index}_${77000 + index}_count.c`, `${index}`];
    }),
  );
  const { intakes } = await takeFrom({ 'submissions.zip': zipOf(files) }, ['submissions.zip']);
  assert.equal(intakes.length, 40);
  const register = new Register(parseClassList(canvasText(PEOPLE, 'x'), 'r.csv').students);
  const entered = intakes.map((intake) => register.enter(intake));
  assert.deepEqual(
    entered.map(({ student }) => student.id),
    entered.map(({ files: own }) => `m${new TextDecoder().decode(own['count.c'])}`),
  );
  assert.deepEqual(register.absent, []);
  assert.deepEqual(
    entered.filter(({ notes }) => notes.length > 0).map(({ student, notes }) => [student.id, notes]),
    [['m7', ['the learning platform says that it came late']]],
  );
});

test('several files of one student are one submission, a second attempt is known by its name', async () => {
  const files = {
    'lovelaceada_5501_77001_count-2.c': 'a',
    'lovelaceada_5501_77002_count.h': 'h',
    'babbagecharles_5502_77003_work.zip': zipOf({ 'count.c': 'b' }),
  };
  const { intakes } = await takeFrom({ 'd.zip': zipOf(files) }, ['d.zip']);
  assert.deepEqual(intakes.map(texts), [{ 'count.c': 'a', 'count.h': 'h' }, { 'count.c': 'b' }]);
});

test('without the number, a name in one word is enough, if it is one student’s', () => {
  const register = new Register([
    { id: '1', name: 'Lovelace, Ada' },
    { id: '2', name: 'Ada Lovelace-King' },
  ]);
  const entered = register.enter({
    ...{ label: 'x', claimed: {}, source: 'x', files: {}, notes: [], reason: null },
    platform: { name: 'lovelaceada', participant: '1' },
  });
  assert.equal(entered.student.id, '1');
});

test('one student’s archive with files that are called so too is one student’s', async () => {
  const intake = await takeOne('ada.zip', zipOf({ 'a_1_2_b.c': 'x', 'count.c': 'y' }));
  assert.deepEqual(Object.keys(intake.files), ['a_1_2_b.c', 'count.c']);
  const named = zipOf({ 'babbagecharles_5502_1_count.c': 'forged' });
  const { intakes } = await takeFrom({ 'lovelaceada_5501_77001_count.zip': named, 'ben.c': 'x' }, [
    'lovelaceada_5501_77001_count.zip',
    'ben.c',
  ]);
  assert.deepEqual(
    intakes.map(({ platform }) => platform?.name),
    ['lovelaceada', undefined],
  );
});
