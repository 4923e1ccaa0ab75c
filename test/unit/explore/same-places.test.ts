// A schedule found in one run, in another one whose instants are others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samePlaces } from '#explore/same-places.js';
import type { Preemption } from '#machine/schedule.js';
import type { Trace } from '#machine/trace.js';
import { call, CLONE, trace, WRITE } from '../../support/traces.js';

/** A run of two threads that is later at each of its places the more is added to a call. */
function runWith(added: number): (preemptions: readonly Preemption[]) => Promise<Trace> {
  return async (preemptions) => {
    // Once the processor was taken, the second thread writes as well, and what comes then comes later.
    const late = preemptions.length * 1000;
    const calls = [
      call(100, CLONE, { result: 7, returned: 110 + added }),
      call(200 + added, WRITE),
      ...(late > 0 ? [call(late + added, WRITE, { thread: 2 })] : []),
      call(300 + late + 2 * added, WRITE),
    ];
    const places = [{ thread: 1, address: 0x0804_8010, times: 2, at: [150 + added, 250 + late + 2 * added] }];
    return trace({ calls, places });
  };
}

const [plain, recorded] = [runWith(0), runWith(7)];

test('a preemption is where its thread makes the same call, or comes to the same place for as many times', async () => {
  const there = async (at: number): Promise<number | undefined> =>
    (await samePlaces([{ at }], plain, recorded))?.[0]?.at;
  assert.deepEqual(await Promise.all([110, 150, 200, 250, 300].map(there)), [117, 157, 207, 264, 314]);
});

test('a later one is looked for in the run with those before it, and what happens there stays', async () => {
  assert.deepEqual(await samePlaces([{ at: 200 }, { at: 1300, fault: 'short', bytes: 3 }], plain, recorded), [
    { at: 207 },
    { at: 1314, fault: 'short', bytes: 3 },
  ]);
  assert.deepEqual(await samePlaces([], plain, recorded), []);
});

test('there is none where the other run has no such place, or comes to them in another order', async () => {
  const shorter = async (): Promise<Trace> => trace({ calls: [call(100, CLONE, { result: 7 })] });
  assert.equal(await samePlaces([{ at: 300 }], plain, shorter), undefined);
  assert.equal(await samePlaces([{ at: 123 }], plain, recorded), undefined);
  const backwards = async (before: readonly Preemption[]): Promise<Trace> =>
    plain(before.length > 0 ? [] : [{ at: 0 }]);
  assert.equal(await samePlaces([{ at: 300 }, { at: 1300 }], plain, backwards), undefined);
});
