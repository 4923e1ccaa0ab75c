// A processor that is a number, and asks for its timers as v86 does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TIMERS_EVERY } from '#machine/compile-v86.js';
import { Slices, type Ahead } from '#machine/slices.js';

/**
 * Executes blocks of 5 instructions; returns when the timers were asked, and when somebody looked.
 *
 * @param inProgram whether the block that begins there is a program's
 */
function execute(
  instructions: number,
  ahead: (count: number) => Ahead,
  inProgram: (count: number) => boolean = () => true,
): { timers: number[]; looks: number[] } {
  const seen = { timers: [] as number[], looks: [] as number[] };
  let counter = 0;
  const imports: { run_hardware_timers: (acpi: number, now: number) => number } = {
    run_hardware_timers: () => {
      seen.timers.push(counter);
      return 0;
    },
  };
  const slice = new WebAssembly.Global({ value: 'i32', mutable: true }, TIMERS_EVERY);
  const stops = new WebAssembly.Global({ value: 'i32', mutable: true }, 0);
  const slices = new Slices(imports);
  slices.attach({ slice_js: slice, stops_js: stops });
  slices.use({
    get counter() {
      return counter;
    },
    get inProgram() {
      return inProgram(counter);
    },
    isHalted: false,
  });
  slices.watcher = () => void seen.looks.push(counter);
  slices.follow(() => ahead(counter));
  while (counter < instructions) {
    const start = counter;
    while (counter - start < slice.value) {
      counter += 5;
      if (stops.value === 1 && inProgram(counter) && !inProgram(counter - 5)) slice.value = 1;
    }
    imports.run_hardware_timers(0, 0);
  }
  return seen;
}

const NEVER: Ahead = { untilLeap: Infinity, untilSteps: Infinity };

test('timers are asked at the end of the block after so many instructions', () => {
  const { timers, looks } = execute(3000, () => NEVER);
  assert.deepEqual(timers, [1000, 2000, 3000]);
  assert.deepEqual(looks, timers);
});

test('where the clock leaps they are asked at once', () => {
  const { timers } = execute(3000, (count) => ({ ...NEVER, untilLeap: count < 1234 ? 1234 - count : Infinity }));
  assert.deepEqual(timers, [1000, 1235, 2235, 3235]);
});

test('from a chosen instruction on each block is looked at, and the timers are asked as often as before', () => {
  const { timers, looks } = execute(3000, (count) => ({ ...NEVER, untilSteps: 1500 - count }));
  assert.deepEqual(
    timers,
    [1000, 1500, 2500, 3500].filter((at) => at <= 3000),
  );
  assert.deepEqual(looks.slice(0, 4), [1000, 1500, 1505, 1510]);
  assert.equal(looks.length, 2 + (3000 - 1500) / 5);
});

test('of the kernel nothing is looked at but where it goes back to a program, and the timers are asked as often as before', () => {
  const isProgram = (count: number): boolean => count % 2000 >= 1300;
  const { timers, looks } = execute(4000, () => ({ ...NEVER, untilSteps: 0 }), isProgram);
  assert.deepEqual(timers, [1000, 2000, 3000, 4000]);
  const blocks = Array.from({ length: 4000 / 5 }, (_, index) => 5 * (index + 1));
  const seen = blocks.filter((at) => timers.includes(at) || isProgram(at) || isProgram(at - 5));
  assert.deepEqual(looks, seen);
});
