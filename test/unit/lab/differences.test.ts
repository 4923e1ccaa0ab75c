import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differencesOf } from '#lab/differences.js';
import type { TextCheck } from '#scenario/schema.js';
import { encodeText } from '#util/bytes.js';

async function seen(check: TextCheck, text: string): Promise<unknown> {
  const found = await differencesOf([{ what: 'standard output', checks: [check], bytes: encodeText(text) }], 'run');
  return found.map(({ wanted, seen }) => [wanted, seen]);
}

test('both texts are kept where one exact text was wanted and did not come', async () => {
  assert.deepEqual(await seen({ equals: 'a\n' }, 'b\n'), [['a\n', 'b\n']]);
  assert.deepEqual(await seen({ lines: ['a', 'b'] }, 'a\nc  \n'), [['a\nb\n', 'a\nc\n']]);
  assert.deepEqual(await seen({ unordered: ['b', 'a'] }, 'c\nb\n'), [['a\nb\n', 'b\nc\n']]);
});

test('nothing is kept where it holds, or where no single text was wanted', async () => {
  assert.deepEqual(await seen({ lines: ['a'] }, 'a \n'), []);
  assert.deepEqual(await seen({ contains: 'a' }, 'b'), []);
  assert.deepEqual(await seen({ sameAs: 'input' }, 'b'), []);
});

test('a long text is cut, and says where it was seen', async () => {
  const [found] = await differencesOf(
    [{ what: 'the file x', checks: [{ equals: '' }], bytes: encodeText('x'.repeat(9000)) }],
    'run, seed 3',
  );
  assert.equal(found?.seen.length, 4096);
  assert.equal(found.where, 'run, seed 3: the file x');
});
