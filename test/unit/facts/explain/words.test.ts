import assert from 'node:assert/strict';
import { test } from 'node:test';
import { called, count, list, seconds } from '#facts/explain/words.js';

test('a process goes by its name and number, and its name cannot break the line', () => {
  assert.equal(called({ name: 'reader', pid: 12 }), 'reader (12)');
  const hostile = called({ name: 'a\n\u001b[31mb', pid: 3 });
  assert.doesNotMatch(hostile, /[\n\u001b]/);
  assert.match(hostile, / \(3\)$/);
});

test('lists end in "and"', () => {
  assert.deepEqual(
    [[], [1], [1, 2], ['a', 'b', 'c']].map((parts) => list(parts)),
    ['', '1', '1 and 2', 'a, b and c'],
  );
});

test('one is singular, none is plural', () => {
  assert.deepEqual(
    [0, 1, 2].map((number) => count(number, 'message')),
    ['0 messages', '1 message', '2 messages'],
  );
  assert.equal(count(2, 'process', 'processes'), '2 processes');
});

test('nanoseconds are told as seconds, to a tenth', () => {
  assert.deepEqual([3e9, 0.5e9, 1_249_999_999, 1].map(seconds), ['3 s', '0.5 s', '1.2 s', '0 s']);
});
