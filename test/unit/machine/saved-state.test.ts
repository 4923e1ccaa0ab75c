import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PAGE_SIZE } from '#machine/pages.js';
import { changePages, sizeOfState, takeApart } from '#machine/saved-state.js';
import { encodeText, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';

/** A state as v86 writes it: 4 words, JSON, and buffers on borders of 4 bytes. */
function stateOf(buffers: readonly Uint8Array[], state: unknown[]): Bytes {
  let end = 0;
  const buffer_infos = buffers.map(({ length }) => {
    const offset = end;
    end = (offset + length + 3) & ~3;
    return { offset, length };
  });
  const json = encodeText(JSON.stringify({ buffer_infos, state }));
  const first = (16 + json.length + 3) & ~3;
  const file = new Uint8Array(first + end);
  file.set(new Uint8Array(Int32Array.of(-2039052682, 6, file.length, json.length).buffer));
  file.set(json, 16);
  buffers.forEach((buffer, index) => file.set(buffer, first + (buffer_infos[index]?.offset ?? 0)));
  return file;
}

function machineWith(pages: Uint8Array, bitmap: Uint8Array): Bytes {
  const state: unknown[] = Array.from({ length: 90 }, () => null);
  state[77] = { __state_type__: 'Uint8Array', buffer_id: 1 };
  state[78] = { __state_type__: 'Uint8Array', buffer_id: 2 };
  return stateOf([Uint8Array.of(1, 2, 3), pages, bitmap, Uint8Array.of(9)], state);
}

test('the memory is taken out, and what is left is a state with a memory of zeros', () => {
  const pages = new Uint8Array(2 * PAGE_SIZE).fill(7);
  const state = machineWith(pages, Uint8Array.of(0b1000_0010, 0));
  const { devices, memory } = takeApart(state);
  assert.deepEqual([...memory.numbers], [1, 7]);
  assert.deepEqual(memory.bytes, pages);
  assert.equal(sizeOfState(devices), devices.length);
  const again = takeApart(devices);
  assert.deepEqual([...again.memory.numbers], []);
  assert.deepEqual(again.devices, devices);
  assert.equal(devices.at(-4), 9);
});

test('pages are changed, those that become zero take no room, and the rest of the state is the same', () => {
  const pages = new Uint8Array(2 * PAGE_SIZE).fill(7);
  const state = machineWith(pages, Uint8Array.of(0b1000_0010, 0));
  const changed = changePages(state, (number, page) => {
    if (number === 1) page.fill(0);
    else page[5] = 3;
  });
  const { devices, memory } = takeApart(changed);
  assert.deepEqual([...memory.numbers], [7]);
  assert.deepEqual(
    memory.bytes,
    Uint8Array.from({ length: PAGE_SIZE }, (_, at) => (at === 5 ? 3 : 7)),
  );
  assert.equal(sizeOfState(changed), changed.length);
  assert.deepEqual(devices, takeApart(state).devices);
  assert.deepEqual(
    changePages(state, () => undefined),
    state,
  );
  assert.ok(
    pages.every((byte) => byte === 7),
    'the state that was given stays as it is',
  );
});

test('a bitmap that does not fit the pages is refused', () => {
  const state = machineWith(new Uint8Array(PAGE_SIZE), Uint8Array.of(0b11));
  assert.throws(
    () => takeApart(state),
    (error) =>
      error instanceof IpclabError && error.code === 'image-corrupt' && error.message.includes('another format'),
  );
});
