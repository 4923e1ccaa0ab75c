// A processor that executes slices of 1 ms / 3 as v86 does, until its turn is over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from '#machine/turns.js';

function processor(): { turn: (onSlice?: (slice: number) => void) => number; turns: Turns } {
  const ms = new WebAssembly.Global({ value: 'i32', mutable: true }, 1);
  const imports: { run_hardware_timers: (acpi: number, now: number) => number } = { run_hardware_timers: () => 0 };
  const turns = new Turns(imports);
  turns.attach({ turn_js: ms });
  return {
    turns,
    turn: (onSlice) => {
      for (let slice = 1; ; slice++) {
        onSlice?.(slice);
        imports.run_hardware_timers(0, 0);
        if (slice / 3 > ms.value) return slice;
      }
    },
  };
}

test('a turn is over with the slice in which the guest has answered, and the next one is as long as ever', () => {
  const { turn, turns } = processor();
  assert.equal(turn(), 4);
  const answer = (slice: number): void => {
    if (slice === 2) turns.end();
  };
  assert.deepEqual([turn(answer), turn(), turn()], [2, 4, 4]);
});

test('each answer ends a turn', () => {
  const { turn, turns } = processor();
  const answer = (): void => {
    turns.end();
  };
  assert.deepEqual([turn(answer), turn(answer), turn()], [1, 1, 4]);
});
