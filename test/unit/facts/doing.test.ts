// What a thread waits for, as data; the words are tested in explain.test.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts, Mapping, Process, SystemCall } from '#facts/types.js';
import { doingOf } from '#facts/wait/doing.js';
import type { Doing, Obstacle } from '#facts/wait/types.js';
import { doingWords } from '#facts/explain/doing.js';
import { descriptorOf, factsOf, processOf, type ShortProcess } from '../../support/facts.js';

const PID = 2;

function doing(process: Process, facts: Partial<Facts> = {}): Doing {
  const [thread] = process.threads;
  assert.ok(thread);
  return doingOf(process, thread, factsOf({ processes: [process], ...facts }));
}

function obstacle(call: Partial<SystemCall>, part: Partial<ShortProcess> = {}, facts: Partial<Facts> = {}): Obstacle {
  const found = doing(processOf({ pid: PID, ...part, call }), facts);
  assert.ok(found.is === 'waiting');
  return found.for;
}

test('the state says more than the call', () => {
  assert.deepEqual(doing(processOf({ pid: PID, state: 'R' })), { is: 'computing' });
  assert.deepEqual(doing(processOf({ pid: PID, state: 'T' })), { is: 'stopped' });
  assert.deepEqual(doing(processOf({ pid: PID, state: 't', call: null })), { is: 'stopped' });
  assert.deepEqual(doing(processOf({ pid: PID, call: null })), { is: 'in-kernel', where: null });
});

test('calls go by the names of their manual pages', () => {
  const names = {
    semtimedop: 'semop',
    mq_timedreceive: 'mq_receive',
    rt_sigsuspend: 'sigsuspend',
    clock_nanosleep: 'nanosleep',
  };
  for (const [name, manual] of Object.entries(names)) {
    const found = doing(processOf({ pid: PID, call: { name } }));
    assert.ok(found.is === 'waiting');
    assert.equal(found.call, manual);
  }
});

test('the select of the C library is pselect6 without a sixth argument', () => {
  for (const [sixth, manual] of [
    [0, 'select'],
    [0xbf00_0000, 'pselect'],
  ] as const) {
    const found = doing(processOf({ pid: PID, call: { name: 'pselect6', arguments: [4, 1, 0, 0, 0, sixth] } }));
    assert.ok(found.is === 'waiting');
    assert.equal(found.call, manual);
  }
});

test('calls that wait for one thing only', () => {
  const kinds: Record<string, Obstacle['kind']> = {
    pause: 'signal',
    rt_sigtimedwait: 'signal',
    nanosleep: 'time',
    vfork: 'exec',
    restart_syscall: 'resumed',
    epoll_wait: 'descriptors',
    accept4: 'connection',
    fsync: 'unknown',
  };
  for (const [name, kind] of Object.entries(kinds)) assert.equal(obstacle({ name }).kind, kind, name);
});

test('the child that is waited for is named when there is one alone, or it was asked for', () => {
  const parent = processOf({ pid: PID, call: { name: 'wait4', arguments: [0xffff_ffff] } });
  const [one, two] = [processOf({ pid: 3, parent: PID, name: 'one' }), processOf({ pid: 4, parent: PID, name: 'two' })];
  const gone = processOf({ pid: 5, parent: PID, state: 'Z' });
  const any = (...processes: Process[]): unknown => doing(parent, { processes: [parent, ...processes] });
  const child = { pid: 3, name: 'one' };
  assert.deepEqual(any(one, gone), { is: 'waiting', call: 'wait4', for: { kind: 'child', child } });
  assert.deepEqual(any(one, two), { is: 'waiting', call: 'wait4', for: { kind: 'child', child: null } });
  const processes = [one, two];
  assert.deepEqual(obstacle({ name: 'waitpid', arguments: [3] }, {}, { processes }), { kind: 'child', child });
  assert.deepEqual(obstacle({ name: 'waitid', arguments: [1, 3] }, {}, { processes }), { kind: 'child', child });
  assert.deepEqual(obstacle({ name: 'waitid', arguments: [0, 3] }, {}, { processes }), { kind: 'child', child: null });
});

test('a descriptor is a terminal, a socket, a file, or not known', () => {
  const of = (target: string): Obstacle =>
    obstacle({ name: 'read', arguments: [4] }, { descriptors: [descriptorOf(4, target)] });
  assert.deepEqual(of('/dev/pts/1'), { kind: 'terminal' });
  assert.deepEqual(of('socket:[5]'), { kind: 'socket', descriptor: 4, socket: null, holders: [] });
  assert.deepEqual(of('/dev/zero'), { kind: 'descriptor', descriptor: 4, target: '/dev/zero' });
  assert.deepEqual(obstacle({ name: 'read', arguments: [4] }), { kind: 'descriptor', descriptor: 4, target: null });
});

test('a FIFO is known by where the kernel waits', () => {
  const process = processOf({
    pid: PID,
    call: { name: 'write', arguments: [4] },
    descriptors: [descriptorOf(4, '/tmp/f', 1)],
  });
  const reader = processOf({ pid: 3, name: 'r', descriptors: [descriptorOf(5, '/tmp/f')] });
  const inPipe = { ...process, threads: process.threads.map((thread) => ({ ...thread, wait: 'pipe_write' })) };
  assert.deepEqual(doing(inPipe, { processes: [inPipe, reader] }), {
    is: 'waiting',
    call: 'write',
    for: {
      kind: 'pipe',
      descriptor: 4,
      fifo: '/tmp/f',
      end: 'read',
      holders: [{ pid: 3, name: 'r', itself: false, descriptors: [5] }],
    },
  });
  assert.match(
    doingWords(doing(inPipe, { processes: [inPipe, reader] })),
    /on the FIFO \/tmp\/f of descriptor 4, which is full and whose read end r \(3\) holds on descriptor 5$/,
  );
});

const mapping = (part: Partial<Mapping>): Mapping => ({
  address: 0x1000,
  shared: true,
  offset: 16,
  inode: 9,
  path: '',
  ...part,
});

function futex(map: Mapping | null, facts: Partial<Facts> = {}, word = 0): Obstacle {
  const process = processOf({ pid: PID, call: { name: 'futex', operand: { kind: 'word', value: word } } });
  const [thread] = process.threads;
  assert.ok(thread);
  const threads = [
    { ...thread, mapping: map },
    { ...thread, id: 7 },
  ];
  const found = doing({ ...process, threads }, facts);
  assert.ok(found.is === 'waiting');
  return found.for;
}

test('a futex is a thread, a semaphore, or a lock in memory that is shared or not', () => {
  assert.deepEqual(futex(null, {}, 7), { kind: 'thread', id: 7 });
  // Its own number is no thread that it waits for.
  assert.deepEqual(futex(null, {}, PID), { kind: 'own-lock' });
  assert.deepEqual(futex(mapping({ shared: false })), { kind: 'own-lock' });
  assert.deepEqual(futex(mapping({ path: '/dev/shm/sem.gate' })), { kind: 'posix-semaphore', name: 'gate' });
  const objects = [{ name: 'sem.gate', size: 16, inode: 9 }];
  // sem_open makes the file under another name, which it has no more.
  assert.deepEqual(futex(mapping({ path: '/dev/shm/sem.XyZ (deleted)' }), { objects }), {
    kind: 'posix-semaphore',
    name: 'gate',
  });
  assert.deepEqual(futex(mapping({ path: '/dev/shm/m' })), {
    kind: 'shared-lock',
    memory: 'm',
    path: null,
    offset: 16,
  });
  assert.deepEqual(futex(mapping({ path: '/tmp/f' })), {
    kind: 'shared-lock',
    memory: null,
    path: '/tmp/f',
    offset: 16,
  });
  assert.deepEqual(futex(mapping({})), { kind: 'shared-lock', memory: null, path: null, offset: 16 });
});

test('facts and what is waited for are plain data', () => {
  const facts = factsOf({
    processes: [processOf({ pid: PID, call: { name: 'poll', operand: { kind: 'descriptors', descriptors: [3, 4] } } })],
  });
  assert.deepEqual(JSON.parse(JSON.stringify(facts)), facts);
  const [process] = facts.processes;
  assert.ok(process);
  assert.deepEqual(doing(process), {
    is: 'waiting',
    call: 'poll',
    for: { kind: 'descriptors', descriptors: [3, 4] },
  });
});
