import assert from 'node:assert/strict';
import { test } from 'node:test';
import { descriptorsBeyondStreams, holdersOf, pipesHeldAtBothEnds } from '#facts/descriptors.js';
import { descriptorOf, processOf } from '../../support/facts.js';

const READ = 0;
const WRITE = 1;
const BOTH = 2;

const reader = processOf({
  pid: 2,
  descriptors: [descriptorOf(0, 'pipe:[1]', READ), descriptorOf(3, 'pipe:[2]', READ)],
});
const writer = processOf({
  pid: 3,
  descriptors: [descriptorOf(4, 'pipe:[1]', WRITE), descriptorOf(5, 'pipe:[1]', WRITE), descriptorOf(6, '/fifo', BOTH)],
});

test('who holds which end of a pipe, and by which descriptors', () => {
  const holders = (target: string, end: 'read' | 'write'): unknown =>
    holdersOf([reader, writer], target, end).map(({ process, descriptors }) => [process.pid, descriptors]);
  assert.deepEqual(holders('pipe:[1]', 'read'), [[2, [0]]]);
  assert.deepEqual(holders('pipe:[1]', 'write'), [[3, [4, 5]]]);
  assert.deepEqual(holders('pipe:[2]', 'write'), []);
  // Opened for both, it is both ends.
  assert.deepEqual(holders('/fifo', 'read'), [[3, [6]]]);
  assert.deepEqual(holders('/fifo', 'write'), [[3, [6]]]);
});

test('a pipe is held at both ends by one process once, however often, and a file never', () => {
  const process = processOf({
    pid: 2,
    descriptors: [
      descriptorOf(3, 'pipe:[1]', READ),
      descriptorOf(4, 'pipe:[1]', WRITE),
      descriptorOf(5, 'pipe:[1]', WRITE),
      descriptorOf(6, 'pipe:[2]', WRITE),
      descriptorOf(7, '/tmp/file', BOTH),
    ],
  });
  assert.deepEqual(pipesHeldAtBothEnds(process), ['pipe:[1]']);
  assert.deepEqual(pipesHeldAtBothEnds(reader), []);
});

test('descriptors beyond the three streams are counted, also those that are not listed', () => {
  assert.equal(descriptorsBeyondStreams(reader), 1);
  assert.equal(descriptorsBeyondStreams(writer), 3);
  assert.equal(descriptorsBeyondStreams({ ...reader, descriptorCount: 100 }), 99);
});
