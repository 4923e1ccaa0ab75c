import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordedPlaces } from '#protocol/recorded-calls.js';

test('calls are named by their numbers, once and in order, and what the kernel does not have is left out', () => {
  assert.deepEqual(recordedPlaces(['pipe2', 'pipe', 'read', 'pipe', 'pipe64']), [3, 42, 331]);
});

test('a call that has two ways into the kernel is recorded on both', () => {
  assert.deepEqual(recordedPlaces(['socket']), [359, 512 + 1]);
  assert.deepEqual(recordedPlaces(['semop', 'msgget']), [399, 544 + 1, 544 + 13]);
  assert.deepEqual(recordedPlaces(['send']), [512 + 9]);
});
