import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import { instant } from '../../../src/cli/instant.js';

test('an instant is the last that is written so', () => {
  assert.equal(instant('12.345 ms'), 12_345_499);
  assert.equal(instant('850µs'), 850_499);
  assert.equal(instant('850us'), 850_499);
  assert.equal(instant('1.000001s'), 1_000_001_499);
  assert.equal(instant('7ns'), 7);
});

test('what is no instant is refused', () => {
  for (const text of ['', '5', '-1ms', '1.ms', '1e3ms', '5 minutes'])
    assert.throws(() => instant(text), InvalidArgumentError, text);
});
