import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unordered } from '#checks/text/unordered.js';
import { testRows } from '../../../support/checks.js';

testRows(unordered, [
  [['b', 'a', 'c'], 'c\na\nb\n'],
  [['a', 'a'], 'a\na\n'],
  [['a', 'a'], 'a\n', 'line 2, "a", is missing'],
  [['a', 'b'], 'a\nc\n', 'line 2 is "c", not "b"'],
]);

test('side by side both are in one order, and what was wanted is not changed by it', () => {
  const wanted = ['b', 'a'];
  assert.deepEqual(unordered.pair?.(wanted, 'c\nb\n'), { wanted: 'a\nb\n', seen: 'b\nc\n' });
  assert.deepEqual(wanted, ['b', 'a']);
});
