import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizeCall } from '#facts/parse/call.js';

const words = (...numbers: number[]): Uint8Array => new Uint8Array(Uint32Array.from(numbers).buffer);

test('the arguments of ipc(2) are put into the order of the manual pages', () => {
  assert.deepEqual(normalizeCall('i386', 117, [1, 7, 1, 0, 0x1000], Uint8Array.of(2, 0, 0xff, 0xff, 0, 0)), {
    name: 'semop',
    arguments: [7, 0x1000, 1, 0],
    operand: { kind: 'operations', operations: [{ index: 2, change: -1 }] },
  });
  assert.deepEqual(normalizeCall('i386', 117, [11, 7, 64, 0, 0x1000], null), {
    name: 'msgsnd',
    arguments: [7, 0x1000, 64, 0],
    operand: null,
  });
  // The upper half is a version. The old way hands buffer and type over in memory.
  assert.deepEqual(normalizeCall('i386', 117, [0x1_000c, 7, 64, 0, 0x1000], words(0x2000, 5)), {
    name: 'msgrcv',
    arguments: [7, 0x2000, 64, 5, 0],
    operand: null,
  });
});

test('the arguments of socketcall(2) are what its pointer leads to', () => {
  assert.deepEqual(normalizeCall('i386', 102, [10, 0x1000], words(4, 0x2000, 16, 0)), {
    name: 'recv',
    arguments: [4, 0x2000, 16, 0],
    operand: null,
  });
  assert.deepEqual(normalizeCall('i386', 102, [10, 0x1000], null).arguments, []);
});

test('a door to a room that is not known keeps its own name', () => {
  assert.equal(normalizeCall('i386', 117, [99], null).name, 'ipc');
  assert.equal(normalizeCall('i386', 102, [99], null).name, 'socketcall');
  assert.deepEqual(normalizeCall('i386', 9999, [1, 2], null), { name: 'call 9999', arguments: [1, 2], operand: null });
});
