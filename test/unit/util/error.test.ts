// Errors tell the truth about whose fault it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asIpclabError, fromPlainError, IpclabError, isInfrastructure, stackOf, toPlainError } from '#util/error.js';
import { allocating } from '#util/memory.js';

/** What a worker's border makes of it. */
const across = (error: unknown): IpclabError => fromPlainError(structuredClone(toPlainError(error)));

test('an error crosses a border with its code, its words and its data', () => {
  const error = across(new IpclabError('guest-refused', 'no such file', { errno: 'ENOENT' }));
  assert.deepEqual([error.code, error.message, error.data], ['guest-refused', 'no such file', { errno: 'ENOENT' }]);
});

test('what is no IpclabError is a fault of ours, with the place where it was thrown and what it came of', () => {
  const cause = new RangeError('the first');
  const error = across(new TypeError('x is not a function', { cause }));
  assert.deepEqual([error.code, error.message], ['internal', 'TypeError: x is not a function']);
  assert.match(stackOf(error), /^TypeError: x is not a function\n +at .*error\.test/);
  assert.match(stackOf(error), /caused by RangeError: the first\n +at .*error\.test/);
  assert.equal(stackOf(across(error)), stackOf(error), 'a second border takes nothing away');
  assert.deepEqual([across('a text').code, across('a text').message], ['internal', 'a text']);
  assert.equal(across(undefined).code, 'internal');
});

test('a ring of causes has an end', () => {
  const ring = new Error('ring');
  ring.cause = ring;
  assert.ok(stackOf(ring).length > 0);
});

test('another machine may mend what the infrastructure did, and nothing else', () => {
  const mended = (['machine-lost', 'deadline', 'no-memory', 'no-worker', 'guest-refused'] as const).map(
    (code) => new IpclabError(code, ''),
  );
  const not = (['internal', 'usage', 'aborted', 'image-corrupt'] as const).map((code) => new IpclabError(code, ''));
  assert.ok(mended.every(isInfrastructure));
  assert.ok(![...not, new TypeError('x'), asIpclabError('x')].some(isInfrastructure));
});

test('memory that is not there is told by its place and its kind, and keeps its cause', async () => {
  const error: unknown = await allocating('a test', () => new Uint8Array(2 ** 53 - 1)).catch(
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof IpclabError && error.cause instanceof RangeError);
  assert.deepEqual([error.code, error.message], ['no-memory', 'there is not enough memory for a test']);
  await assert.rejects(
    allocating('a test', () => Promise.reject(new TypeError('out of memory'))),
    TypeError,
  );
});
