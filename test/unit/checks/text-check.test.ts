import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLAIN } from '#checks/leaves.js';
import {
  comparedWith,
  textCheckWith,
  textChecksWith,
  textPairs,
  textProblems,
  type TextCheck,
} from '#checks/text-check.js';
import { encodeText } from '#util/bytes.js';

test('one check is taken as a list of one', () => {
  const schema = textChecksWith(PLAIN);
  assert.deepEqual(schema.parse({ equals: 'a' }), [{ equals: 'a' }]);
  assert.deepEqual(schema.parse([{ equals: 'a' }, { lacks: 'b' }]), [{ equals: 'a' }, { lacks: 'b' }]);
  assert.deepEqual(schema.parse([]), []);
});

test('a check has one key, and it is the name of a kind', () => {
  const schema = textCheckWith(PLAIN);
  for (const wrong of [{}, { equal: 'a' }, { equals: 'a', lacks: 'b' }, { equals: 1 }, { matches: '(' }, 'a'])
    assert.equal(schema.safeParse(wrong).success, false, JSON.stringify(wrong));
});

test('each check that does not hold is told, with what the text is', () => {
  const checks: TextCheck[] = [{ contains: 'a' }, { contains: 'b' }, { lines: ['c'] }];
  assert.deepEqual(textProblems('the file x', checks, encodeText('a\n')), [
    'the file x: "a\\n" lacks "b"',
    'the file x: line 1 is "a", not "c"',
  ]);
});

test('texts are shown side by side where one exact text was wanted and another one came', () => {
  const checks: TextCheck[] = [{ equals: 'a\n' }, { equals: 'b\n' }, { contains: 'c' }, { lines: ['d'] }];
  assert.deepEqual(textPairs(checks, encodeText('a\n')), [
    { wanted: 'b\n', seen: 'a\n' },
    { wanted: 'd\n', seen: 'a\n' },
  ]);
});

test('the files that texts are compared with are known beforehand', () => {
  assert.deepEqual(comparedWith([{ sameAs: 'x' }, { equals: 'y' }, { sameAs: 'hidden/z' }]), ['x', 'hidden/z']);
});

test('a check of a kind that is not known never holds by being passed over', () => {
  const check = JSON.parse('{ "novel": "a" }') as TextCheck;
  assert.throws(() => textProblems('x', [check], encodeText('')), { code: 'usage', message: /^novel: is no kind/ });
});
