import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equals } from '#checks/text/equals.js';
import { problemOf, testRows } from '../../../support/checks.js';

testRows(equals, [
  ['a\n', 'a\n'],
  ['', ''],
  ['a\n', 'a', 'is "a", not "a\\n"'],
  ['a', 'a ', 'is "a ", not "a"'],
]);

test('what was seen is quoted on one line, control characters escaped', () => {
  assert.equal(problemOf(equals, '', 'a\n\u001b[2J'), 'is "a\\n\\u001b[2J", not ""');
});

test('two texts that only look the same are two in the sentence', () => {
  assert.equal(problemOf(equals, '30 0', '30\u00a00\u200d'), 'is "30\\xa00\\u200d", not "30 0"');
});

test('a long text is cut in the sentence', () => {
  assert.equal(problemOf(equals, '', 'x'.repeat(1000)), `is "${'x'.repeat(200)}…", not ""`);
});

test('both texts are there to be shown side by side', () => {
  assert.deepEqual(equals.pair?.('a', 'b'), { wanted: 'a', seen: 'b' });
});
