// Time that counts instructions, with a processor that is a number.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INSTRUCTIONS_PER_MS } from '#machine/timing.js';
import { VirtualTiming } from '#machine/virtual-timing.js';

const START = Date.UTC(2026, 0, 1);

/** A processor that executes what its script says at each turn, and waits as long as it says. */
function course(seed: number, script: readonly (readonly [instructions: number, wait: number])[]): Promise<number[]> {
  let counter = 0xffff_0000; // wraps on the way
  const timing = new VirtualTiming({ seed, start: START });
  timing.countWith(() => counter >>> 0);
  timing.stand(500);
  timing.go();
  const seen: number[] = [];
  return new Promise((resolve) => {
    let step = 0;
    const turn = (): void => {
      seen.push(timing.now());
      const [instructions, wait] = script[step++] ?? [0, 0];
      counter += instructions;
      if (step > script.length) resolve(seen);
      else timing.wait(wait, turn);
    };
    timing.wait(0, turn);
    timing.begin();
  });
}

const SCRIPT = [
  [INSTRUCTIONS_PER_MS, 0],
  [0, 20_000],
  [3 * INSTRUCTIONS_PER_MS, 0],
] as const;

test('a clock shows instructions and what was waited, from where it stood', async () => {
  const seen = await course(0, SCRIPT);
  assert.deepEqual(seen.map(Math.round), [500, 501, 20_501, 20_504]);
});

test('waiting takes no time of the host: this test ends before three weeks have passed', async () => {
  const weeks = 3 * 7 * 24 * 3_600_000;
  assert.deepEqual(await course(0, [[0, weeks]]), [500, 500 + weeks]);
});

test('a seed is a course of its own, and the same one each time', async () => {
  const [one, again, two] = await Promise.all([course(1, SCRIPT), course(1, SCRIPT), course(2, SCRIPT)]);
  assert.deepEqual(one, again);
  assert.notDeepEqual(one, two);
});

test('a processor that waits for a timer of this very moment gets on', async () => {
  const seen = await course(
    0,
    Array.from({ length: 10 }, () => [0, 0] as const),
  );
  seen.slice(1).forEach((time, index) => assert.ok(time > (seen[index] ?? 0)));
});

test('the guest stands still while nothing is asked of it', async () => {
  let turns = 0;
  const counted = (): number => turns;
  const timing = new VirtualTiming({ seed: 0, start: START });
  timing.countWith(() => 0);
  timing.go();
  const turn = (): void => {
    turns++;
    timing.wait(1, turn);
  };
  timing.wait(1, turn);
  const pause = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  await pause();
  assert.equal(counted(), 0);
  timing.begin();
  await pause();
  timing.end();
  const after = counted();
  assert.ok(after > 0);
  await pause();
  assert.equal(counted(), after);
});

test('the wall clock starts where it is told', () => {
  const timing = new VirtualTiming({ seed: 0, start: START });
  timing.stand(77);
  timing.go();
  assert.equal(timing.date(), START);
});

test('the clock leaps where a schedule says, for everybody who reads it', () => {
  let counter = 0;
  const timing = new VirtualTiming({ seed: 0, start: START });
  timing.countWith(() => counter);
  timing.stand(0);
  timing.go();
  timing.follow({ from: 50, preemptions: [{ at: 100 }, { at: 200 }] }, 0);
  assert.deepEqual(timing.ahead, { untilLeap: 100, untilSteps: 50 });
  counter = 99;
  assert.ok(timing.now() < 1);
  counter = 100;
  assert.equal(Math.round(timing.elapsed), 40);
  assert.equal(timing.date(), START + 40);
  assert.deepEqual(timing.ahead, { untilLeap: 100, untilSteps: -50 });
  counter = 250;
  assert.equal(Math.floor(timing.now()), 80);
  timing.follow(undefined, 0);
  assert.deepEqual(timing.ahead, { untilLeap: Infinity, untilSteps: Infinity });
});

test('a clock that goes back to where it stood goes on in the same way', () => {
  let counter = 1000;
  const timing = new VirtualTiming({ seed: 3, start: START });
  timing.countWith(() => counter);
  timing.stand(0);
  timing.go();
  const mark = timing.mark();
  const course = (): unknown[] => {
    counter += 70_000;
    const bytes = new Uint8Array(4);
    timing.random(bytes);
    return [timing.now(), timing.elapsed, timing.instructions, ...bytes];
  };
  const first = course();
  timing.stand(5);
  counter = 1000;
  timing.goBack(mark);
  assert.deepEqual(course(), first);
});

test('an instant that somebody aims at is so many instructions ahead, less what is waited on the way', async () => {
  const timing = new VirtualTiming({ seed: 0, start: START });
  let counter = 0;
  timing.countWith(() => counter);
  timing.stand(0);
  timing.go();
  timing.aim(5);
  assert.equal(timing.ahead.untilSteps, 5 * INSTRUCTIONS_PER_MS);
  counter += INSTRUCTIONS_PER_MS;
  await new Promise<void>((resolve) => {
    timing.wait(3, resolve);
    timing.begin();
  });
  assert.equal(timing.ahead.untilSteps, INSTRUCTIONS_PER_MS);
  timing.aim(undefined);
  assert.equal(timing.ahead.untilSteps, Infinity);
});

test('where a person is, a wait is one, until the processor has something to do earlier', async ({ mock }) => {
  const timing = new VirtualTiming({ seed: 0, start: START });
  timing.countWith(() => 0);
  timing.stand(0);
  timing.go();
  timing.attend();
  let resumed = 0;
  const hour = mock.fn();
  timing.wait(3_600_000, hour);
  await new Promise<void>((resolve) => {
    timing.wait(1, () => {
      resumed++;
      resolve();
    });
  });
  assert.deepEqual([hour.mock.callCount(), resumed, timing.elapsed], [0, 1, 1]);
});

test('the guest stands still from an instant on, in the midst of what is asked of it, until something is done', async () => {
  const timing = new VirtualTiming({ seed: 0, start: START });
  let counter = 0;
  timing.countWith(() => counter);
  timing.stand(0);
  timing.go();
  const done: string[] = [];
  const slice = (): void => {
    counter += 100;
    done.push(`slice to ${counter}`);
    if (counter < 400) timing.wait(0, slice);
  };
  timing.pauseAt(200, async () => {
    done.push('begins');
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    done.push('ends');
  });
  timing.wait(0, slice);
  timing.begin();
  while (counter < 400) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(done, ['slice to 100', 'slice to 200', 'begins', 'ends', 'slice to 300', 'slice to 400']);
});
