// What both streams share; each has a test of its own beside this one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamKind } from '#checks/stream.js';
import { lookedAt } from '../../support/checks.js';

const stderr = streamKind('stderr', 'help');

test('only its own stream is looked at', () => {
  assert.deepEqual(stderr.problems([{ equals: 'e' }], lookedAt({ stdout: 'o', stderr: 'e' })), []);
  assert.deepEqual(stderr.problems([{ equals: 'o' }], lookedAt({ stdout: 'o', stderr: 'e' })), [
    'standard error: is "e", not "o"',
  ]);
});

test('a stream of which a part was dropped is not judged by what is left, unless nothing was asked of it', () => {
  const cut = { stdout: null, stderr: { at: 1, missing: 10 } };
  const run = lookedAt({ stderr: 'eE', status: { cut } });
  assert.deepEqual(stderr.problems([{ contains: 'e' }], run), ['standard error: 12 bytes, more than a check looks at']);
  assert.deepEqual(stderr.problems([], run), []);
});

test('what kept the party from its steps comes before what its text is not', () => {
  const run = lookedAt({ stderr: 'e', problem: 'it never printed "ready"' });
  assert.deepEqual(stderr.problems([{ contains: 'x' }], run), [
    'it never printed "ready"',
    'standard error: "e" lacks "x"',
  ]);
});

test('where there is no such party, that is what is told, and there is nothing to show', () => {
  const run = lookedAt({}, { party: undefined });
  assert.deepEqual(stderr.problems([{ equals: 'x' }], run), ['the party that it asks about is not in the run']);
  assert.deepEqual(stderr.differences?.([{ equals: 'x' }], run), []);
});

test('a text that should have been another one is shown with whose it is', () => {
  assert.deepEqual(stderr.differences?.([{ equals: 'x' }], lookedAt({ stderr: 'e' })), [
    { what: 'standard error of a', wanted: 'x', seen: 'e' },
  ]);
});
