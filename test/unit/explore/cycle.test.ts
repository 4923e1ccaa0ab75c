import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cycleOf } from '#explore/cycle.js';
import { storyOf } from '#explore/story.js';
import type { Trace, TracedCall, TracedWait } from '#machine/trace.js';
import { call, trace } from '../../support/traces.js';

const IPC = 117;

function semop(thread: number, by: number, semaphores: readonly number[], result: number | null = 0): TracedCall {
  const changes = semaphores.map((semaphore) => ({ semaphore, by }));
  return call(0, IPC, { thread, result, semaphores: { set: 9, changes } });
}

/** Who waits for what, and who has it. */
function links({
  calls,
  threads = trace().threads,
}: Pick<Partial<Trace>, 'threads'> & Pick<Trace, 'calls'>): unknown[] {
  return cycleOf({ calls, threads }).map((waiter) => [waiter.thread, waiter.for, waiter.holder]);
}

test('three who have one each and wait for the next one are a cycle, and it is told', () => {
  const taken = [1, 2, 3].map((thread) => semop(thread, -1, [thread - 1]));
  const calls = [...taken, semop(3, -1, [0], null), semop(2, -1, [2], null), semop(1, -1, [1], null)];
  const threads = [1, 2, 3].map((id) => ({ id, process: id, tid: 4 + id, started: 50, ended: null }));
  assert.deepEqual(links({ calls, threads }), [
    [1, 1, 2],
    [2, 2, 3],
    [3, 0, 1],
  ]);
  assert.equal(
    storyOf(trace({ calls, threads }), [{ at: 250 }], () => undefined).at(-1)?.sentence,
    'each waits for the next one: the first process waits for semaphore 1, which process 2 has taken, process 2 waits for semaphore 2, which process 3 has taken and process 3 waits for semaphore 0, which the first process has taken',
  );
});

test('what was given back is held no more, and somebody who waits for one that nobody has is in no cycle', () => {
  const calls = [semop(1, -1, [0]), semop(2, -1, [1]), semop(1, 1, [0])];
  assert.deepEqual(links({ calls: [...calls, semop(1, -1, [1], null), semop(2, -1, [0], null)] }), []);
  assert.deepEqual(links({ calls: [semop(1, -1, [0], null)] }), []);
});

test('an operation on several takes none of them while it waits', () => {
  const calls = [semop(1, -1, [0, 1], null), semop(2, -1, [1]), semop(2, -1, [0], null)];
  assert.deepEqual(links({ calls }), []);
});

const FUTEX = 240;

/** Somebody waits in futex, with a call in that line; what comes back is not for ever. */
function futexWait(thread: number, waits: TracedWait, line: number, result: number | null = null): TracedCall {
  return call(0, FUTEX, { thread, waits, result, from: 0x0804_8001 + line });
}

const threads = [1, 2, 3].map((id) => ({ id, process: 1, tid: 20 + id, started: 50, ended: null }));

test('two threads with a mutex each that the other one waits for are a cycle, and it is told with the lines of both', () => {
  const calls = [
    futexWait(3, { for: 'mutex', tid: 22 }, 31),
    futexWait(2, { for: 'mutex', tid: 23 }, 21),
    futexWait(1, { for: 'end', tid: 22 }, 11),
  ];
  assert.deepEqual(links({ calls, threads }), [
    [2, 'mutex', 3],
    [3, 'mutex', 2],
  ]);
  const told = storyOf(trace({ calls, threads }), [], (address) => ({ file: 'p.c', line: address & 0xff, text: null }));
  assert.deepEqual(told, [
    {
      sentence:
        'each waits for the next one: thread 2 waits in line 21 for a mutex that thread 3 has locked and thread 3 waits in line 31 for a mutex that thread 2 has locked',
      line: { file: 'p.c', line: 21, text: null },
    },
  ]);
});

test('whoever joins a thread that waits for its mutex, and whoever locks twice, is told', () => {
  const joins = [futexWait(1, { for: 'end', tid: 22 }, 11), futexWait(2, { for: 'mutex', tid: 21 }, 21)];
  const told = (calls: readonly TracedCall[]): string | undefined =>
    storyOf(trace({ calls, threads }), [], () => undefined)[0]?.sentence;
  assert.equal(
    told(joins),
    'each waits for the next one: the first process waits for the end of thread 2 and thread 2 waits for a mutex that the first process has locked',
  );
  assert.equal(told([futexWait(2, { for: 'mutex', tid: 22 }, 21)]), 'thread 2 waits for a mutex that it has locked');
});

test('whoever got it in the end, or waits for somebody who is none of the program, is in no cycle', () => {
  const back = futexWait(3, { for: 'mutex', tid: 22 }, 31, 0);
  assert.deepEqual(links({ calls: [back, futexWait(2, { for: 'mutex', tid: 23 }, 21)], threads }), []);
  assert.deepEqual(links({ calls: [futexWait(2, { for: 'mutex', tid: 99 }, 21)], threads }), []);
});
