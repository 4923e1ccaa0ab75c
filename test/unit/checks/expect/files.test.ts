import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files } from '#checks/expect/files.js';
import { PLAIN } from '#checks/leaves.js';
import type { FileState } from '#checks/observed.js';
import { encodeText } from '#util/bytes.js';
import { lookedAt } from '../../../support/checks.js';

const state = new Map<string, FileState>([
  ['there', { content: encodeText('text\n') }],
  ['gone', { absent: true }],
  ['locked', { refused: 'open: permission denied' }],
]);
const problems = (wanted: unknown): string[] =>
  files.problems(files.schema(PLAIN).parse(wanted), lookedAt({}, { files: state }));

test('a file has the text that is wanted, or is said not to', () => {
  assert.deepEqual(problems({ there: { equals: 'text\n' } }), []);
  assert.deepEqual(problems({ there: [{ contains: 'x' }, { contains: 'y' }] }), [
    'the file there: "text\\n" lacks "y"',
  ]);
});

test('a file that is not there fails whatever is asked of its text, and only that', () => {
  assert.deepEqual(problems({ gone: { lacks: 'x' } }), ['there is no file gone']);
  assert.deepEqual(problems({ unknown: [] }), ['there is no file unknown']);
  assert.deepEqual(problems({ gone: { absent: true } }), []);
});

test('a file that cannot be read is there', () => {
  assert.deepEqual(problems({ locked: { equals: '' } }), ['the file locked: open: permission denied']);
  assert.deepEqual(problems({ locked: { absent: true }, there: { absent: true } }), [
    'the file locked is still there',
    'the file there is still there',
  ]);
});

test('texts that differ are shown, of files that have one', () => {
  const wanted = { there: [{ equals: 'x' }], gone: [{ equals: 'x' }], locked: { absent: true } } as const;
  assert.deepEqual(files.differences?.(wanted, lookedAt({}, { files: state })), [
    { what: 'the file there', wanted: 'x', seen: 'text\n' },
  ]);
});

test('it says which files it looks at, and what they are compared with', () => {
  const wanted = { a: [{ sameAs: 'b' }], c: { absent: true } } as const;
  assert.deepEqual(files.files?.(wanted), ['a', 'c']);
  assert.deepEqual(files.comparedWith?.(wanted), ['b']);
});
