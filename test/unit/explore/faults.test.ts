// Which calls of a run could have failed, or done less.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enemiesOf } from '#explore/enemies.js';
import type { TracedCall } from '#machine/trace.js';
import { call, CLONE, MMAP2, trace, WRITE } from '../../support/traces.js';

const READ = 3;
const CLOSE = 6;
const PIPE = 42;
const DUP2 = 63;
const FCNTL = 221;
const SOCKETCALL = 102;
const IPC = 117;
const OPENAT = 295;
const F_SETFL = 4;
const O_NONBLOCK = 0x800;
const pipe = call(60, PIPE, { made: [3, 4] });
const fork = call(100, CLONE, { result: 7 });

function read(at: number, descriptor: number, result: number, more: Partial<TracedCall> = {}): TracedCall {
  return call(at, READ, { arguments: [descriptor, 0, 64, 0, 0], result, ...more });
}

function write(at: number, descriptor: number, result: number): TracedCall {
  return call(at, WRITE, { arguments: [descriptor, 0, result, 0, 0], result });
}

const enemies = (name: 'short' | 'full' | 'ENOMEM', ...calls: TracedCall[]): unknown[] =>
  enemiesOf(trace({ calls }), [name]);

test('of what comes from a pipe half comes, in whichever process and by whichever descriptor', () => {
  assert.deepEqual(enemies('short', pipe, read(200, 3, 8)), [{ at: 200, fault: 'short', bytes: 4 }]);
  assert.deepEqual(enemies('short', pipe, read(200, 3, 1), read(210, 5, 8)), []);
  const dup = call(70, DUP2, { arguments: [3, 0, 0, 0, 0], result: 0 });
  const child = read(310, 0, 9, { thread: 2 });
  assert.deepEqual(enemies('short', pipe, dup, fork, child), [{ at: 310, fault: 'short', bytes: 4 }]);
  const close = call(80, CLOSE, { arguments: [3, 0, 0, 0, 0] });
  assert.deepEqual(enemies('short', pipe, close, read(200, 3, 8)), []);
  // What a process makes after the fork the other one does not have.
  const late = call(320, PIPE, { thread: 2, made: [5, 6] });
  assert.deepEqual(enemies('short', fork, late, read(400, 5, 8)), []);
});

test('a write is cut short only where it is larger than what goes into a pipe as a whole', () => {
  assert.deepEqual(enemies('short', pipe, write(200, 4, 4096)), []);
  assert.deepEqual(enemies('short', pipe, write(200, 4, 5000)), [{ at: 200, fault: 'short', bytes: 4096 }]);
});

test('sockets are channels if they carry a stream, and a receiver that waits for all gets all', () => {
  const socketpair = (type: number): TracedCall =>
    call(60, SOCKETCALL, { arguments: [8, 0, 0, 0, 0], parts: [1, type, 0, 0, 0, 0], made: [3, 4] });
  const recv = (flags: number): TracedCall =>
    call(200, SOCKETCALL, { arguments: [10, 0, 0, 0, 0], parts: [3, 0, 64, flags, 0, 0], result: 8 });
  assert.equal(enemies('short', socketpair(1), recv(0)).length, 1);
  assert.equal(enemies('short', socketpair(1), recv(0x100)).length, 0);
  assert.equal(enemies('short', socketpair(2), recv(0)).length, 0);
});

test('only what is not to wait finds no room', () => {
  const nonblocking = call(70, FCNTL, { arguments: [4, F_SETFL, O_NONBLOCK, 0, 0] });
  const full = [{ at: 200, fault: 'EAGAIN' }];
  assert.deepEqual(enemies('full', pipe, write(200, 4, 8)), []);
  assert.deepEqual(enemies('full', pipe, nonblocking, write(200, 4, 8)), full);
  assert.deepEqual(
    enemies('full', pipe, nonblocking, call(200, WRITE, { arguments: [4, 0, 8, 0, 0], result: -11 })),
    [],
  );
  const fifo = call(60, OPENAT, { arguments: [-100, 0, 1 | O_NONBLOCK, 0, 0], result: 3 });
  assert.deepEqual(enemies('full', fifo, write(200, 3, 8)), full);
  const msgsnd = (flags: number): TracedCall => call(200, IPC, { arguments: [11, 0, 8, flags, 0x0900] });
  assert.deepEqual(enemies('full', msgsnd(0)), []);
  assert.deepEqual(enemies('full', msgsnd(O_NONBLOCK)), full);
});

test('there is no memory for a process, a mapping or a segment, where there was some', () => {
  const shmget = call(70, IPC, { arguments: [23, 0, 0, 0, 0], result: 3 });
  const mapped = call(80, MMAP2, { result: 0xb7000000 | 0 });
  const failed = call(90, MMAP2, { result: -12 });
  assert.deepEqual(
    enemies('ENOMEM', shmget, mapped, failed, fork, write(200, 1, 4)),
    [70, 80, 100].map((at) => ({ at, fault: 'ENOMEM' })),
  );
});
