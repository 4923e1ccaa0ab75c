import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectWords } from '#facts/explain/objects.js';
import { countObjects, leftBehind, objectsOf } from '#facts/left-behind.js';
import { factsOf, processOf } from '../../support/facts.js';

const full = factsOf({
  messageQueues: [{ id: 1, key: 2, messages: 1, bytes: 8, maxBytes: 16_384 }],
  semaphoreSets: [{ id: 4, key: 5, count: 3, semaphores: [] }],
  sharedMemory: [{ id: 6, key: 7, size: 4096, attached: 0 }],
  queues: [{ name: 'jobs', messages: 2, maxMessages: 10, messageSize: 64 }],
  objects: [
    { name: 'sem.gate', size: 16, inode: 8 },
    { name: 'mem\u202e', size: 100, inode: 9 },
  ],
  more: { 'semaphore-sets': 7, processes: 3 },
});

test('an object of every kind has its words', () => {
  assert.deepEqual(objectsOf(full).map(objectWords), [
    'message queue 1 (1 message)',
    'semaphore set 4 (3 semaphores)',
    'shared memory segment 6 (4096 bytes)',
    'POSIX message queue /jobs (2 messages)',
    'POSIX semaphore /gate',
    'POSIX shared memory /mem\\u202e (100 bytes)',
    '7 more semaphore sets',
  ]);
});

test('objects are counted with those that are not listed, and without processes', () => {
  assert.equal(countObjects(full), 13);
  assert.equal(countObjects(factsOf()), 0);
});

test('an object is left behind when nobody is there any more', () => {
  assert.equal(leftBehind(full).length, 7);
  assert.deepEqual(leftBehind({ ...full, processes: [processOf({ pid: 2 })] }), []);
});
