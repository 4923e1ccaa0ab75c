import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitForDescriptors, waitForFileLock, waitInOpen, waitOnDescriptor } from '#facts/wait/descriptor.js';
import { descriptorOf, factsOf, processOf, waitingIn } from '../../../support/facts.js';

const PIPE = 'pipe:[7]';

test('of a pipe, who holds the other end is told: the end that could help', () => {
  const reader = { pid: 2, descriptors: [descriptorOf(3, PIPE), descriptorOf(4, PIPE, 1)] };
  const writer = processOf({ pid: 3, descriptors: [descriptorOf(5, PIPE, 1), descriptorOf(6, PIPE, 2)] });
  const facts = factsOf({ processes: [processOf(reader), writer] });
  assert.deepEqual(waitOnDescriptor(waitingIn({ name: 'read', arguments: [3] }, reader, facts)), {
    kind: 'pipe',
    descriptor: 3,
    fifo: null,
    end: 'write',
    holders: [
      { pid: 2, name: 'p2', itself: true, descriptors: [4] },
      { pid: 3, name: 'p3', itself: false, descriptors: [5, 6] },
    ],
  });
  const full = waitOnDescriptor(waitingIn({ name: 'write', arguments: [4] }, reader, facts));
  assert.ok(full.kind === 'pipe');
  assert.deepEqual(
    [full.end, full.holders.map(({ pid, descriptors }) => [pid, ...descriptors])],
    [
      'read',
      [
        [2, 3],
        [3, 6],
      ],
    ],
  );
});

test('a FIFO is a pipe that has a path: the kernel says where its reader waits', () => {
  const descriptors = [descriptorOf(3, '/tmp/f')];
  const waiting = waitingIn({ name: 'read', arguments: [3] }, { descriptors });
  assert.equal(waitOnDescriptor(waiting).kind, 'descriptor');
  const inPipe = { ...waiting, thread: { ...waiting.thread, wait: 'pipe_read' } };
  assert.deepEqual(waitOnDescriptor(inPipe), {
    kind: 'pipe',
    descriptor: 3,
    fifo: '/tmp/f',
    end: 'write',
    holders: [],
  });
});

test('the path of a FIFO that is opened is told from the root', () => {
  const operand = { kind: 'path', path: 'f' } as const;
  const open = { name: 'open', arguments: [0, 0], operand };
  assert.deepEqual(waitInOpen(waitingIn(open)), { kind: 'fifo', path: '/tmp/f', end: 'write' });
  assert.deepEqual(waitInOpen(waitingIn(open, { directory: '/' })), { kind: 'fifo', path: '/f', end: 'write' });
  const at = { name: 'openat', arguments: [0, 0, 1], operand: { ...operand, path: '/x/f' } };
  assert.deepEqual(waitInOpen(waitingIn(at)), { kind: 'fifo', path: '/x/f', end: 'read' });
  assert.deepEqual(waitInOpen(waitingIn({ name: 'open' })), { kind: 'fifo', path: '', end: 'write' });
});

test('poll and select wait for the descriptors that they were given, where the agent could tell', () => {
  const operand = { kind: 'descriptors', descriptors: [3, 4] } as const;
  assert.deepEqual(waitForDescriptors(waitingIn({ name: 'poll', operand })), operand);
  assert.deepEqual(waitForDescriptors(waitingIn({ name: 'poll' })), { kind: 'descriptors', descriptors: [] });
});

test('a lock is of the file behind the descriptor', () => {
  const descriptors = [descriptorOf(3, '/tmp/l')];
  const lock = (number: number): unknown =>
    waitForFileLock(waitingIn({ name: 'flock', arguments: [number] }, { descriptors }));
  assert.deepEqual(lock(3), { kind: 'file-lock', target: '/tmp/l' });
  assert.deepEqual(lock(4), { kind: 'file-lock', target: null });
});
