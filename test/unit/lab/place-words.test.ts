import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeWords, type Moment } from '#lab/place-words.js';

function moments(run: string, seeds: number): Moment[] {
  return Array.from({ length: seeds }, (_, seed) => ({ run, seed, seeds }));
}

test('places are named as far as there is something to tell apart', () => {
  const many = [...moments('a', 2), ...moments('b', 1), ...moments('c', 1), ...moments('d', 1)];
  const cases: [readonly (Moment | null)[], number, string][] = [
    [[null], 1, ''],
    [moments('a', 1), 1, ''],
    [[null], 3, ''],
    [moments('a', 1), 2, 'a'],
    [moments('a', 8), 8, 'a, under all 8 seeds'],
    [moments('a', 8).slice(5, 6), 8, 'a, seed 5'],
    [moments('a', 8).slice(2, 7), 8, 'a, seeds 2, 3, 4 and 2 more'],
    [many, many.length, 'in all 5 runs'],
    [many, 9, 'a, under all 2 seeds; b; c; 1 more'],
  ];
  for (const [at, all, words] of cases) assert.equal(placeWords(at, all), words);
});
