import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PAGE_SIZE, pagesOf as pagesOfMemory, runsOf, type Pages } from '#machine/pages.js';

function memoryWith(...pages: number[]): Uint8Array {
  const memory = new Uint8Array(8 * PAGE_SIZE);
  for (const page of pages) memory[page * PAGE_SIZE + 5] = page + 1;
  return memory;
}

function pagesOf(memory: Uint8Array, ...skip: [] | [skip: readonly [number, number]]): Pages {
  return pagesOfMemory(memory, (at) => !memory.subarray(at, at + PAGE_SIZE).some((byte) => byte !== 0), ...skip);
}

test('only pages that are not zero are kept, and none of what is skipped', () => {
  const { numbers, bytes } = pagesOf(memoryWith(0, 2, 3, 6), [2 * PAGE_SIZE, 4 * PAGE_SIZE]);
  assert.deepEqual([...numbers], [0, 6]);
  assert.deepEqual([bytes.length, bytes[5], bytes[PAGE_SIZE + 5]], [2 * PAGE_SIZE, 1, 7]);
});

test('what is skipped may reach to the end', () => {
  assert.deepEqual([...pagesOf(memoryWith(1, 7), [4 * PAGE_SIZE, 8 * PAGE_SIZE]).numbers], [1]);
});

test('pages that follow each other are one run', () => {
  const runs = runsOf(pagesOf(memoryWith(1, 2, 5)), 100);
  assert.deepEqual(
    runs.map(({ at, bytes }) => [at, bytes.length, bytes[5]]),
    [
      [100 + PAGE_SIZE, 2 * PAGE_SIZE, 2],
      [100 + 5 * PAGE_SIZE, PAGE_SIZE, 6],
    ],
  );
});

test('no pages are no runs', () => {
  assert.deepEqual(runsOf(pagesOf(memoryWith()), 0), []);
});
