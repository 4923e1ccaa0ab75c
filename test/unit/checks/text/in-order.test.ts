import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLAIN } from '#checks/leaves.js';
import { inOrder } from '#checks/text/in-order.js';
import { testRows } from '../../../support/checks.js';

testRows(inOrder, [
  [['a', 'b', 'a'], 'a b a'],
  [['^a', '^b'], 'a\nb\n'],
  [['a', 'a'], 'a', '"" has no match for /a/ where it should come next'],
  [['b', 'a', 'b'], 'b a c', '" c" has no match for /b/ where it should come next'],
]);

test('one pattern alone has no order', () => {
  assert.equal(inOrder.schema(PLAIN).safeParse(['a']).success, false);
});
