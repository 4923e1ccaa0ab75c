import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chance } from '#util/chance.js';

test('chance is the same for the same seed, another for its neighbour, and goes on from where it stood', () => {
  const some = (chance: Chance): number[] => Array.from({ length: 5 }, () => chance.below(1000));
  const one = some(new Chance(0));
  assert.deepEqual(some(new Chance(0)), one);
  assert.notDeepEqual(some(new Chance(1)), one);
  const chance = new Chance(7);
  const { state } = chance;
  const first = some(chance);
  chance.state = state;
  assert.deepEqual(some(chance), first);
  assert.deepEqual(new Chance(3).some(['a', 'b'], 5), ['a', 'b']);
});
