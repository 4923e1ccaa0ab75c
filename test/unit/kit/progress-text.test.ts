import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  LONGEST_PROGRESS,
  progressText,
  readProgress,
  scoreOf,
  type ItemProgress,
  type KitProgress,
} from '#kit/progress-text.js';
import { Chance } from '#util/chance.js';

const item = (files: Readonly<Record<string, string>>): ItemProgress => ({ got: 3, of: 4, done: true, files });

/** Text that no packing makes much smaller. */
function noise(length: number): string {
  const random = new Chance(7);
  return Array.from({ length }, () => String.fromCharCode(33 + random.below(90))).join('');
}

test('what was told is read again, names and sources in any script included', () => {
  const progress: KitProgress = new Map([
    ['labs/pipes', item({ 'größe.c': 'int größe; /* 王 */\n', __proto__x: '' })],
    ['labs/sockets', item({})],
  ]);
  const { text, without } = progressText(progress);
  assert.deepEqual(without, []);
  assert.match(text, /^[\x21-\x7e]+$/, 'characters that every platform keeps');
  assert.deepEqual(new Map([...readProgress(text)].sort()), new Map([...progress].sort()));
});

test('where not everything has room, points stay and the largest sources go, by name', () => {
  const progress: KitProgress = new Map([
    ['labs/large', item({ 'a.c': noise(20_000) })],
    ['labs/small', item({ 'b.c': 'int main(void) { return 0; }\n' })],
  ]);
  const { text, without } = progressText(progress);
  assert.ok(text.length <= LONGEST_PROGRESS);
  assert.deepEqual(without, ['labs/large']);
  const read = readProgress(text);
  assert.deepEqual(read.get('labs/large'), item({}));
  assert.deepEqual(read.get('labs/small'), progress.get('labs/small'));
});

test('as many sources are kept as have room, to the character', () => {
  for (let length = 2400; length < 3400; length += 7) {
    const { text, without } = progressText(new Map([['labs/one', item({ 'a.c': noise(length) })]]));
    assert.ok(text.length <= LONGEST_PROGRESS, String(length));
    if (without.length === 0) assert.ok(readProgress(text).get('labs/one')?.files['a.c']?.length === length);
  }
});

test('what is no such text is nothing', () => {
  const { text } = progressText(new Map([['labs/pipes', item({ 'a.c': 'x' })]]));
  for (const other of [
    '',
    'resume=3',
    '1.',
    '1.!!!',
    '2.abc',
    text.slice(0, -4),
    `${text.slice(0, 12)}A${text.slice(13)}`,
  ])
    assert.equal(readProgress(other).size, 0, other);
});

test('a score is in whole per cent, and 100 only for all points', () => {
  assert.equal(scoreOf([]), undefined);
  assert.equal(scoreOf([{ got: 0, of: 0 }]), undefined);
  assert.equal(scoreOf([{ got: 199, of: 200 }]), 99);
  assert.equal(
    scoreOf([
      { got: 5, of: 10 },
      { got: 10, of: 10 },
    ]),
    75,
  );
  assert.equal(scoreOf([{ got: 10, of: 10 }]), 100);
});
