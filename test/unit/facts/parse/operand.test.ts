import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operandOf } from '#facts/parse/operand.js';
import { encodeText } from '#util/bytes.js';

test('a path is text, whatever bytes it has', () => {
  assert.deepEqual(operandOf('open', encodeText('/tmp/ä')), { kind: 'path', path: '/tmp/ä' });
  assert.deepEqual(operandOf('openat', Uint8Array.of(0xff)), { kind: 'path', path: '\ufffd' });
});

test('the memory may lie anywhere in a larger buffer', () => {
  const memory = Uint8Array.of(9, 9, 1, 0, 0xfe, 0xff, 0, 0, 9).subarray(2, 8);
  assert.deepEqual(operandOf('semop', memory), { kind: 'operations', operations: [{ index: 1, change: -2 }] });
});

test('what the agent tells only in part is taken as far as it is whole', () => {
  assert.deepEqual(operandOf('semtimedop', Uint8Array.of(1, 0, 0, 0, 0, 0, 2, 0)), {
    kind: 'operations',
    operations: [{ index: 1, change: 0 }],
  });
  assert.equal(operandOf('futex', Uint8Array.of(1, 2)), null);
});

test('descriptors of poll and of select; a negative one is left out', () => {
  const pollfd = (descriptor: number): number[] => [...new Uint8Array(Int32Array.of(descriptor, 0).buffer)];
  assert.deepEqual(operandOf('poll', Uint8Array.from([4, -1, 6].flatMap(pollfd))), {
    kind: 'descriptors',
    descriptors: [4, 6],
  });
  assert.deepEqual(operandOf('pselect6', Uint8Array.of(0x81, 0x02)), { kind: 'descriptors', descriptors: [0, 7, 9] });
});

test('of other calls, and without memory, nothing is known', () => {
  assert.equal(operandOf('read', Uint8Array.of(1)), null);
  assert.equal(operandOf('open', null), null);
});
