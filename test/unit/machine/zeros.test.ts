import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zeroCheck } from '#machine/zeros.js';

const memory = new WebAssembly.Memory({ initial: 2 });
const isZero = zeroCheck(memory);

test('any byte that is not zero is found, the first and the last, and none beside', () => {
  const bytes = new Uint8Array(memory.buffer);
  assert.equal(isZero(0, bytes.length), 1);
  for (let at = 4096; at < 8192; at += 1) {
    bytes[at] = 1 << (at % 8);
    assert.equal(isZero(4096, 8192), 0, String(at));
    bytes[at] = 0;
  }
  bytes[4095] = bytes[8192] = 255;
  assert.equal(isZero(4096, 8192), 1);
  assert.equal(isZero(0, bytes.length), 0);
});

test('memory that has grown since is looked at, too', () => {
  const at = memory.grow(1) * 65_536;
  assert.equal(isZero(at, at + 65_536), 1);
  new Uint8Array(memory.buffer)[at + 65_535] = 3;
  assert.equal(isZero(at, at + 65_536), 0);
});
