// What an image is known by.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { imageDigest } from '#image/digest.js';

test('an image is another one with another snapshot or other compiled code', () => {
  const digest = imageDigest('state', 'warm');
  // As images have it that were built before.
  const written = JSON.stringify([
    ['state', 'state'],
    ['warm', 'warm'],
  ]);
  assert.equal(digest, createHash('sha256').update(written).digest('hex'));
  assert.notEqual(imageDigest('other', 'warm'), digest);
  assert.notEqual(imageDigest('state', 'other'), digest);
});
