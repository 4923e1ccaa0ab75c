import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameAs } from '#checks/text/same-as.js';
import { problemOf } from '../../../support/checks.js';

test('a file of the same bytes holds, another one does not', () => {
  assert.equal(problemOf(sameAs, 'x', 'abc', { x: 'abc' }), undefined);
  assert.equal(problemOf(sameAs, 'x', 'abd', { x: 'abc' }), 'differs from x (3 bytes)');
  assert.equal(problemOf(sameAs, 'x', '', { x: '' }), undefined);
});

test('a file that is not there is the same as nothing, not even as an empty text', () => {
  assert.equal(problemOf(sameAs, 'x', ''), 'cannot be compared with x, which is not there');
  assert.equal(problemOf(sameAs, 'toString', ''), 'cannot be compared with toString, which is not there');
});

test('it says what it compares with', () => {
  assert.deepEqual(sameAs.comparedWith?.('hidden/x'), ['hidden/x']);
});
