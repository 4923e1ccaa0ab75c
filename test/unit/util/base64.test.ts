import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '#util/base64.js';

test('bytes of any value and length come back, as Node writes them too', () => {
  for (const size of [0, 1, 2, 3, 8191, 8192, 8193, 100_000]) {
    const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 7 + 251) % 256);
    assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
    assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString('base64url'));
    assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
    assert.deepEqual(fromBase64Url(toBase64Url(bytes)), bytes);
  }
});

test('what is none is refused', () => {
  assert.throws(() => fromBase64('='));
  for (const text of ['a+b', 'a/b', 'YQ==', 'a b']) assert.throws(() => fromBase64Url(text), RangeError, text);
});
