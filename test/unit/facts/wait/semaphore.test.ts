import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mapping, SemaphoreOperation } from '#facts/types.js';
import { waitForFutex, waitInSemop } from '#facts/wait/semaphore.js';
import { factsOf, waitingIn } from '../../../support/facts.js';

const semaphores = [2, 0].map((value) => ({ value, waitForMore: 0, waitForZero: 0 }));
const sets = factsOf({ semaphoreSets: [{ id: 1, key: 0, count: 2, semaphores }] });

function semop(operations: readonly SemaphoreOperation[], set = 1): unknown {
  return waitInSemop(waitingIn({ arguments: [set], operand: { kind: 'operations', operations } }, {}, sets));
}

test('semop waits for the first operation that cannot be done', () => {
  const second = semop([
    { index: 0, change: -2 },
    { index: 1, change: -1 },
  ]);
  assert.deepEqual(second, { kind: 'semaphore', set: 1, index: 1, value: 0, change: -1 });
  assert.deepEqual(semop([{ index: 0, change: -3 }]), { kind: 'semaphore', set: 1, index: 0, value: 2, change: -3 });
  const zero = semop([
    { index: 1, change: 0 },
    { index: 0, change: 0 },
  ]);
  assert.deepEqual(zero, { kind: 'semaphore', set: 1, index: 0, value: 2, change: 0 });
});

test('of a set that is not known there is no value', () => {
  assert.deepEqual(semop([{ index: 3, change: -1 }], 9), {
    kind: 'semaphore',
    set: 9,
    index: 3,
    value: null,
    change: -1,
  });
});

function futex(mapping: Partial<Mapping> | null, part: { word?: number; threads?: number[] } = {}): unknown {
  const operand = { kind: 'word', value: part.word ?? 0 } as const;
  const waiting = waitingIn({ name: 'futex', operand }, { pid: 2 }, objects);
  const whole = mapping && { address: 0, shared: true, offset: 8, inode: 99, path: '', ...mapping };
  const threads = [2, ...(part.threads ?? [])].map((id) => ({ ...waiting.thread, id, mapping: whole }));
  const [thread = waiting.thread] = threads;
  return waitForFutex({ ...waiting, thread, process: { ...waiting.process, threads } });
}

const objects = factsOf({ objects: [{ name: 'sem.s', size: 16, inode: 99 }] });

test('pthread_join waits for the word that holds the other thread’s number', () => {
  assert.deepEqual(futex(null, { word: 3, threads: [3] }), { kind: 'thread', id: 3 });
  assert.deepEqual(futex(null, { word: 2, threads: [3] }), { kind: 'own-lock' });
});

test('memory that is not shared holds a lock of its own', () => {
  assert.deepEqual(futex({ shared: false }), { kind: 'own-lock' });
});

test('a named semaphore goes by its name of now, not by the file that it was made under', () => {
  assert.deepEqual(futex({ path: '/dev/shm/sem.Xy12' }), { kind: 'posix-semaphore', name: 's' });
  assert.deepEqual(futex({ path: '/dev/shm/sem.t', inode: 1 }), { kind: 'posix-semaphore', name: 't' });
});

test('shared memory is told by its object, by its file, or by nothing', () => {
  const lock = { kind: 'shared-lock', memory: null, path: null, offset: 8 };
  assert.deepEqual(futex({ path: '/dev/shm/m', inode: 1 }), { ...lock, memory: 'm' });
  assert.deepEqual(futex({ path: '/tmp/f (deleted)' }), { ...lock, path: '/tmp/f' });
  assert.deepEqual(futex({ path: '' }), lock);
});
