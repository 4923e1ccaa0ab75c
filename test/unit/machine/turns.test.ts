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

test('where answers end it, a turn is over with the slice of the answer, and the next one is as long as ever', () => {
  const { turn, turns } = processor();
  const answer = (slice: number): void => {
    if (slice === 2) turns.answered();
  };
  assert.equal(turn(answer), 4);
  turns.endWithAnswers = true;
  assert.deepEqual([turn(answer), turn(), turn()], [2, 4, 4]);
});

test('each answer ends a turn', () => {
  const { turn, turns } = processor();
  turns.endWithAnswers = true;
  const answer = (): void => {
    turns.answered();
  };
  assert.deepEqual([turn(answer), turn(answer), turn()], [1, 1, 4]);
});
