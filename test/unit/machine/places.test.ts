import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addPlaces, FIRST, PLACES } from '#machine/places.js';
import type { CoreExports } from '#machine/v86.js';
import { IpclabError } from '#util/error.js';
import { coreHere, tableOfV86 } from '../../support/core-here.js';

/** Addresses of what v86 keeps of a list of free places: its room, its address, its length. */
function lists({ memory: { buffer } }: CoreExports, length: number): number[] {
  const words = new Uint32Array(buffer);
  return [...words.keys()].filter((at) => words[at] === length && words[at + 2] === length);
}

test('the v86 that is installed gets a longer list of free places wherever it has one, each place once', async () => {
  const core = await coreHere();
  core.rust_init();
  assert.equal(lists(core, PLACES - 1).length, 0);
  const its = tableOfV86();
  addPlaces(core, its);
  assert.equal(its.length, FIRST + PLACES);
  assert.equal(lists(core, 899).length, 0);
  const found = lists(core, PLACES - 1);
  assert.ok(found.length > 0);
  for (const list of found) {
    const at = new Uint32Array(core.memory.buffer)[list + 1];
    assert.deepEqual(
      [...new Uint16Array(core.memory.buffer, at, PLACES - 1)],
      Array.from({ length: PLACES - 1 }, (_, index) => index + 1),
    );
  }
});

test('a v86 that has no such list is refused', async () => {
  const core = await coreHere();
  assert.throws(
    () => {
      addPlaces(core, tableOfV86());
    },
    (error) =>
      error instanceof IpclabError && error.code === 'image-corrupt' && error.message.includes('list of places'),
  );
});
