// How much time the guest really had, with this machine's clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostNow, INSTRUCTIONS_PER_MS, RealTiming } from '#machine/timing.js';

function started(count: () => number): RealTiming {
  const timing = new RealTiming();
  timing.countWith(count);
  timing.stand(0);
  timing.go();
  return timing;
}

const resumed = (timing: RealTiming, ms: number): Promise<void> => new Promise((resume) => timing.wait(ms, resume));

test('while this machine does something else the guest has no time', async () => {
  let instructions = 0;
  const timing = started(() => instructions);
  const begin = hostNow();
  while (hostNow() - begin < 20);
  instructions += INSTRUCTIONS_PER_MS / 10;
  await resumed(timing, 0);
  assert.ok(timing.now() >= 20);
  assert.ok(Math.abs(timing.elapsed - 0.1) < 1e-9, String(timing.elapsed));
});

test('a processor that is faster than that has no more time than the clock says', async () => {
  let instructions = 0;
  const timing = started(() => instructions);
  instructions += 1e9;
  await resumed(timing, 0);
  assert.ok(timing.elapsed <= timing.now());
});

test('what it waits counts as it asked for, and so does what is skipped', async () => {
  const timing = started(() => 0);
  await resumed(timing, 3);
  assert.equal(timing.elapsed, 3);
  timing.fastForward = true;
  await resumed(timing, 5000);
  assert.equal(timing.elapsed, 5003);
});

test('a processor that waits for part of a millisecond is not asked again and again until it is time', async () => {
  const timing = started(() => 0);
  let asked = 0;
  for (let wait = 0; wait < 20; wait++) {
    const due = timing.now() + 2.5;
    for (let rest = 2.5; rest > 0; rest = due - timing.now()) {
      // As v86 asks.
      await resumed(timing, rest < 1 ? 0 : rest);
      asked++;
    }
  }
  // Each once, and the first may begin at any moment of this machine's millisecond.
  assert.ok(asked < 200, String(asked));
});

test('it makes progress by going on, and by standing still because it is told to', async () => {
  const timing = started(() => 0);
  const turns = [timing.turns, timing.turns];
  assert.equal(turns[0], turns[1]);
  await resumed(timing, 0);
  assert.notEqual(timing.turns, turns[1]);
  timing.hold();
  const went = resumed(timing, 0);
  assert.notEqual(timing.turns, timing.turns);
  timing.release();
  await went;
});
