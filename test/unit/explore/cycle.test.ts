import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cycleOf } from '#explore/cycle.js';
import { storyOf } from '#explore/story.js';
import type { TracedCall } from '#machine/trace.js';
import { call, trace } from '../../support/traces.js';

const IPC = 117;

function semop(thread: number, by: number, semaphores: readonly number[], result: number | null = 0): TracedCall {
  const changes = semaphores.map((semaphore) => ({ semaphore, by }));
  return call(0, IPC, { thread, result, semaphores: { set: 9, changes } });
}

test('three who have one each and wait for the next one are a cycle, and it is told', () => {
  const taken = [1, 2, 3].map((thread) => semop(thread, -1, [thread - 1]));
  const calls = [...taken, semop(3, -1, [0], null), semop(2, -1, [2], null), semop(1, -1, [1], null)];
  assert.deepEqual(cycleOf({ calls }), [
    { thread: 1, semaphore: 1, holder: 2 },
    { thread: 2, semaphore: 2, holder: 3 },
    { thread: 3, semaphore: 0, holder: 1 },
  ]);
  const threads = [1, 2, 3].map((id) => ({ id, process: id, started: 50, ended: null }));
  assert.equal(
    storyOf(trace({ calls, threads }), [{ at: 250 }], () => undefined).at(-1),
    'each waits for the next one: the first process waits for semaphore 1, which process 2 has taken, process 2 waits for semaphore 2, which process 3 has taken and process 3 waits for semaphore 0, which the first process has taken',
  );
});

test('what was given back is held no more, and somebody who waits for one that nobody has is in no cycle', () => {
  const calls = [semop(1, -1, [0]), semop(2, -1, [1]), semop(1, 1, [0])];
  assert.deepEqual(cycleOf({ calls: [...calls, semop(1, -1, [1], null), semop(2, -1, [0], null)] }), []);
  assert.deepEqual(cycleOf({ calls: [semop(1, -1, [0], null)] }), []);
});

test('an operation on several takes none of them while it waits', () => {
  const calls = [semop(1, -1, [0, 1], null), semop(2, -1, [1]), semop(2, -1, [0], null)];
  assert.deepEqual(cycleOf({ calls }), []);
});
