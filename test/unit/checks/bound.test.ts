import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundWith, isWithin, range } from '#checks/bound.js';
import { PLAIN } from '#checks/leaves.js';
import { linesOf } from '#checks/lines.js';
import { quote, times } from '#checks/words.js';

test('a number of things is within its ends, both included', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((n) => isWithin(n, { min: 1, max: 2 })),
    [false, true, true, false],
  );
  assert.equal(isWithin(3, { is: 3 }), true);
  assert.equal(isWithin(3, { is: 2 }), false);
  assert.equal(isWithin(3, {}), true);
});

test('in words, a bound is what a person would say', () => {
  assert.deepEqual([{ is: 0 }, { min: 1 }, { max: 2 }, { min: 1, max: 2 }, {}].map(range), [
    '0',
    'at least 1',
    'at most 2',
    'from 1 to 2',
    'any number',
  ]);
  assert.deepEqual([0, 1, 2].map(times), ['0 times', 'once', '2 times']);
});

test('a misspelt end of a bound is refused', () => {
  assert.equal(boundWith(PLAIN).safeParse({ maximum: 1 }).success, false);
});

test('lines end without blanks, and a text without a last line end has its last line', () => {
  assert.deepEqual(linesOf('a \nb\t\n'), ['a', 'b']);
  assert.deepEqual(linesOf('a\r\nb'), ['a', 'b']);
  assert.deepEqual(linesOf(''), []);
  assert.deepEqual(linesOf('\n\n'), ['', '']);
});

test('a quote is one line and bounded', () => {
  assert.equal(quote('a\n"\u0007'), '"a\\n\\"\\u0007"');
  assert.equal(quote('x'.repeat(201)).length, 203);
});
