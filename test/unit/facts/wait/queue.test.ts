import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitInMqReceive, waitInMqSend, waitInMsgrcv, waitInMsgsnd } from '#facts/wait/queue.js';
import { descriptorOf, factsOf, waitingIn } from '../../../support/facts.js';

const facts = factsOf({
  messageQueues: [{ id: 7, key: 0, messages: 2, bytes: 12, maxBytes: 16 }],
  queues: [{ name: 'q', messages: 10, maxMessages: 10, messageSize: 8 }],
});
const process = { descriptors: [descriptorOf(3, '/q', 2), descriptorOf(4, '/other', 2)] };

test('System V: a sender is told how full the queue is, a receiver what is in it', () => {
  assert.deepEqual(waitInMsgsnd(waitingIn({ arguments: [7, 0x1000, 8, 0] }, {}, facts)), {
    kind: 'queue-full',
    id: 7,
    bytes: 12,
    maxBytes: 16,
    size: 8,
  });
  // The type is a signed number: -2 takes the lowest up to 2.
  assert.deepEqual(waitInMsgrcv(waitingIn({ arguments: [7, 0x1000, 8, 0xffff_fffe, 0] }, {}, facts)), {
    kind: 'queue-empty',
    id: 7,
    messages: 2,
    type: -2,
  });
});

test('of a queue that is not among the facts nothing is made up', () => {
  const gone = waitInMsgsnd(waitingIn({ arguments: [8, 0, 1] }, {}, facts));
  assert.ok(gone.kind === 'queue-full' && gone.bytes === null);
  const other = waitInMsgrcv(waitingIn({ arguments: [8] }, {}, facts));
  assert.ok(other.kind === 'queue-empty' && other.messages === null);
});

test('POSIX: the queue is the one that the descriptor leads to', () => {
  const queue = { name: 'q', messages: 10 };
  const call = { arguments: [3] };
  assert.deepEqual(waitInMqSend(waitingIn(call, process, facts)), { kind: 'posix-queue-full', descriptor: 3, queue });
  assert.deepEqual(waitInMqReceive(waitingIn(call, process, facts)), {
    kind: 'posix-queue-empty',
    descriptor: 3,
    queue,
  });
  assert.deepEqual(waitInMqReceive(waitingIn({ arguments: [4] }, process, facts)), {
    kind: 'posix-queue-empty',
    descriptor: 4,
    queue: null,
  });
});
