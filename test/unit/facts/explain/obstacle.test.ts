// The rest of the sentence after `waits in NAME`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { obstacleWords } from '#facts/explain/obstacle.js';
import type { Obstacle } from '#facts/wait/types.js';

const ROWS: readonly (readonly [Obstacle, string])[] = [
  [{ kind: 'child', child: { pid: 3, name: 'one' } }, 'for its child one (3) to end'],
  [{ kind: 'child', child: null }, 'for a child to end'],
  [{ kind: 'thread', id: 5 }, 'for its thread 5 to end'],
  [{ kind: 'exec' }, 'for its child to call exec or to end'],
  [{ kind: 'signal' }, 'for a signal'],
  [{ kind: 'time' }, 'for some time to pass'],
  [{ kind: 'resumed' }, 'for what it waited for before a signal came'],
  [{ kind: 'file-lock', target: '/tmp/l' }, 'for a lock of /tmp/l'],
  [{ kind: 'file-lock', target: null }, 'for a lock of a file'],
  [{ kind: 'terminal' }, 'on its terminal'],
  [{ kind: 'descriptor', descriptor: 4, target: null }, 'on descriptor 4'],
  [{ kind: 'descriptor', descriptor: 4, target: '/dev/zero' }, 'on /dev/zero (descriptor 4)'],
  [{ kind: 'socket', descriptor: 4, socket: null, holders: [] }, 'on the socket of descriptor 4'],
  [{ kind: 'descriptors', descriptors: [] }, 'for one of its descriptors'],
  [{ kind: 'descriptors', descriptors: [3] }, 'for descriptor 3'],
  [{ kind: 'descriptors', descriptors: [3, 4] }, 'for descriptors 3 and 4'],
  [{ kind: 'fifo', path: '/tmp/f', end: 'write' }, 'for somebody to write to the FIFO /tmp/f'],
  [{ kind: 'fifo', path: '', end: 'read' }, 'for somebody to read a FIFO'],
  [{ kind: 'semaphore', set: 1, index: 2, value: null, change: -1 }, 'for semaphore 2 of set 1'],
  [{ kind: 'semaphore', set: 1, index: 2, value: 3, change: 0 }, 'for semaphore 2 of set 1 to become 0; it is 3'],
  [{ kind: 'semaphore', set: 1, index: 2, value: 0, change: -1 }, 'for semaphore 2 of set 1, which is 0'],
  [
    { kind: 'semaphore', set: 1, index: 2, value: 1, change: -2 },
    'for semaphore 2 of set 1, which is 1 and would have to be 2',
  ],
  [{ kind: 'posix-semaphore', name: 's' }, 'for the POSIX semaphore /s'],
  [{ kind: 'own-lock' }, 'for a lock, condition or semaphore of its own'],
  [
    { kind: 'shared-lock', memory: 'm', path: null, offset: 8 },
    'for a lock, condition or semaphore in the shared memory /m at offset 8',
  ],
  [
    { kind: 'shared-lock', memory: null, path: '/tmp/f', offset: 0 },
    'for a lock, condition or semaphore in /tmp/f at offset 0',
  ],
  [
    { kind: 'shared-lock', memory: null, path: null, offset: 0 },
    'for a lock, condition or semaphore in shared memory at offset 0',
  ],
  [{ kind: 'queue-full', id: 7, bytes: null, maxBytes: 0, size: 9 }, 'on queue 7'],
  [{ kind: 'queue-full', id: 7, bytes: 16, maxBytes: 16, size: 9 }, 'on queue 7, which is full (16 bytes)'],
  [
    { kind: 'queue-full', id: 7, bytes: 10, maxBytes: 16, size: 9 },
    'on queue 7, which is full (10 of 16 bytes, and the message has 9)',
  ],
  [{ kind: 'queue-empty', id: 7, messages: null, type: 0 }, 'on queue 7'],
  [{ kind: 'queue-empty', id: 7, messages: 0, type: 0 }, 'on queue 7, which is empty'],
  [{ kind: 'queue-empty', id: 7, messages: 1, type: 2 }, 'on queue 7, which has 1 message, none of type 2'],
  [
    { kind: 'posix-queue-full', descriptor: 3, queue: { name: 'q', messages: 10 } },
    'on queue /q, which is full (10 messages)',
  ],
  [{ kind: 'posix-queue-full', descriptor: 3, queue: null }, 'on the queue of descriptor 3, which is full'],
  [{ kind: 'posix-queue-empty', descriptor: 3, queue: { name: 'q', messages: 0 } }, 'on queue /q, which is empty'],
  [{ kind: 'posix-queue-empty', descriptor: 3, queue: null }, 'on the queue of descriptor 3, which is empty'],
  [{ kind: 'unknown', where: 'pipe_read' }, '(pipe_read)'],
  [{ kind: 'unknown', where: null }, ''],
];

for (const [obstacle, words] of ROWS)
  test(`${JSON.stringify(obstacle)} is "${words}"`, () => {
    assert.equal(obstacleWords(obstacle), words);
  });
