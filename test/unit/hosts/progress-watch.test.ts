import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { LOOKS, LOOKS_AT_START, ProgressWatch } from '#hosts/worker/progress-watch.js';
import { deferred } from '#util/deferred.js';

interface Watched {
  readonly given: { up: number };
  /** Lets so many looks happen, and what they ask be answered. */
  readonly look: (count: number) => Promise<void>;
  watch: ProgressWatch;
}

function watched(t: TestContext, ask: () => Promise<number>): Watched {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const given = { up: 0 };
  return {
    given,
    watch: new ProgressWatch(ask, () => given.up++),
    look: async (count) => {
      for (let n = 0; n < count; n++) {
        t.mock.timers.tick(1000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

test('a machine that goes on is left alone, for as long as it takes', async (t) => {
  let progress = 0;
  const { watch, look, given } = watched(t, () => Promise.resolve(progress++));
  watch.during(deferred().promise);
  await look(20 * LOOKS);
  assert.equal(given.up, 0);
});

test('one that answers, and goes on only once in a while, is left alone too', async (t) => {
  let looks = 0;
  const { watch, look, given } = watched(t, () => Promise.resolve(Math.floor(looks++ / (LOOKS - 1))));
  watch.during(deferred().promise);
  await look(20 * LOOKS);
  assert.equal(given.up, 0);
});

for (const [what, ask] of [
  ['stands still', () => Promise.resolve(7)],
  ['does not answer any more', () => deferred<number>().promise],
  ['fails to answer', () => Promise.reject(new Error('no'))],
] as const) {
  test(`one that ${what} is given up, once`, async (t) => {
    let asked = 0;
    const { watch, look, given } = watched(t, () => (asked++ === 0 ? Promise.resolve(7) : ask()));
    watch.during(deferred().promise);
    await look(LOOKS);
    assert.equal(given.up, 0);
    await look(3 * LOOKS);
    assert.equal(given.up, 1);
  });
}

test('one that never answers is given up, but not while it may still be loading', async (t) => {
  const { watch, look, given } = watched(t, () => deferred<number>().promise);
  watch.during(deferred().promise);
  await look(LOOKS_AT_START);
  assert.equal(given.up, 0);
  await look(3 * LOOKS);
  assert.equal(given.up, 1);
});

test('nobody looks while nothing is wanted of it', async (t) => {
  let asked = 0;
  const { watch, look, given } = watched(t, () => Promise.resolve(asked++ && 7));
  const [one, other] = [deferred<void>(), deferred<void>()];
  watch.during(one.promise);
  watch.during(other.promise);
  one.resolve();
  await look(2);
  assert.equal(asked, 2);
  other.reject(new Error('no'));
  await new Promise((resolve) => setImmediate(resolve));
  await look(3 * LOOKS);
  assert.deepEqual([asked, given.up], [2, 0]);
  watch.during(deferred().promise);
  await look(LOOKS);
  assert.equal(given.up, 0);
});
