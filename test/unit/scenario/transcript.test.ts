import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Transcript } from '#scenario/transcript.js';

/** Says what comes of waiting while the pieces are printed one by one. */
async function waitFor(pattern: string, pieces: readonly string[], from = 0): Promise<number | null> {
  const transcript = new Transcript();
  const [first = '', ...rest] = pieces;
  transcript.add(first);
  const waiting = transcript.find(pattern, from);
  for (const piece of rest) {
    transcript.add(piece);
    await Promise.resolve();
  }
  transcript.close();
  return waiting;
}

test('a match that comes in pieces is found, and its end is told', async () => {
  assert.equal(await waitFor('^ready$', ['start\nre', 'a', 'dy', '\nmore']), 11);
});

test('what never comes is not found', async () => {
  assert.equal(await waitFor('^ready', ['not rea', 'dy']), null);
});

test('a line begins where the last match ended', async () => {
  assert.equal(await waitFor('^b', ['ab'], 1), 2);
});

test('far into a long text, a line still begins only after a line end', async () => {
  const noise = Array.from({ length: 3000 }, () => 'xxxx');
  assert.equal(await waitFor('^y', [...noise, 'y']), null);
  assert.equal(await waitFor('^y', [...noise, '\n', 'y']), 12_002);
});

test('a hundred thousand pieces of a byte are searched in the time of one search of each', async () => {
  // Quadratic work would be 5·10^9 characters.
  assert.equal(await waitFor('end', [...Array.from({ length: 100_000 }, () => '.'), 'end']), 100_003);
});
