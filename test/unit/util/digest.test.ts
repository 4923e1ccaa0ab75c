import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { fromBase64, toBase64 } from '#util/base64.js';
import { sha256 } from '#util/digest.js';

const bytes = new Uint8Array(randomBytes(100_001));
const expected = createHash('sha256').update(bytes).digest('hex');

test('a digest is the same with and without the Web Crypto API', async () => {
  assert.equal(await sha256(bytes), expected);
  const crypto = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });
  try {
    assert.equal(await sha256(bytes), expected);
  } finally {
    if (crypto) Object.defineProperty(globalThis, 'crypto', crypto);
  }
});

test('base64 is what Node makes of the same bytes, and comes back', () => {
  for (const size of [0, 1, 2, 3, 8192, 100_001]) {
    const part = bytes.subarray(0, size);
    assert.equal(toBase64(part), Buffer.from(part).toString('base64'));
    assert.deepEqual(fromBase64(toBase64(part)), part);
  }
});
