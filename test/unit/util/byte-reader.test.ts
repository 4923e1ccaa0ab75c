import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteReader } from '#util/byte-reader.js';

test('numbers of LEB128 with and without a sign', () => {
  const reader = new ByteReader(Uint8Array.of(0xe5, 0x8e, 0x26, 0xc0, 0xbb, 0x78, 0x7f, 0x3f));
  assert.deepEqual([reader.uleb(), reader.sleb(), reader.sleb(), reader.sleb()], [624485, -123456, -1, 63]);
  assert.equal(reader.isOver, true);
});

test('nothing is read beyond the end that was given', () => {
  const reader = new ByteReader(Uint8Array.of(1, 2, 3, 0x61, 0, 9), 1, 5);
  assert.deepEqual([reader.u16(), reader.text(), reader.isOver], [0x0302, 'a', true]);
  for (const read of [() => reader.u8(), () => reader.uleb(), () => reader.raw(1)])
    assert.throws(read, { name: 'RangeError', message: 'what is read ends too soon' });
});
