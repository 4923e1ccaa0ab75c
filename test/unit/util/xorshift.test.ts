import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xorshift32 } from '#util/xorshift.js';

test('it is the generator that Marsaglia describes, and does not come to 0', () => {
  // From his paper of 2003: with 2463534242 the first number is 723471715.
  assert.equal(xorshift32(2_463_534_242) >>> 0, 723_471_715);
  let state = 1;
  for (let n = 0; n < 10_000; n++) state = xorshift32(state);
  assert.notEqual(state, 0);
});
