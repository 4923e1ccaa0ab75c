import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clearRemains } from '#builder/kernel-remains.js';
import { PAGE_SIZE } from '#machine/pages.js';

/** A file with 2 sectors of setup, and two pages of what a loader puts at 1 MiB. */
function kernelFile(): Uint8Array {
  const file = new Uint8Array(2 * 512 + 2 * PAGE_SIZE);
  file.set(
    Array.from({ length: 2 * PAGE_SIZE }, (_, at) => 1 + (at % 251)),
    2 * 512,
  );
  file[0x1f1] = 1;
  return file;
}

const loaded = (page: number): Uint8Array => kernelFile().slice(1024 + page * PAGE_SIZE, 1024 + (page + 1) * PAGE_SIZE);

test('a page as it was loaded becomes zero', () => {
  const clear = clearRemains(kernelFile());
  for (const number of [0, 1]) {
    const page = loaded(number);
    clear(256 + number, page);
    assert.deepEqual(page, new Uint8Array(PAGE_SIZE));
  }
});

test('of a page that has become something else, what the kernel has written stays', () => {
  const page = loaded(1);
  page.set([9, 8, 7, 6], 2048);
  clearRemains(kernelFile())(257, page);
  assert.deepEqual([...page.subarray(2048, 2052)], [9, 8, 7, 6]);
  assert.equal(page.filter((byte) => byte !== 0).length, 4);
});

test('a page of other content stays, also where single words happen to be the same', () => {
  const clear = clearRemains(kernelFile());
  const other = loaded(0).map((byte, at) => (at < PAGE_SIZE / 2 ? byte : byte ^ 0xff));
  const pages = [
    { number: 256, page: other },
    { number: 255, page: loaded(0) },
    { number: 258, page: loaded(0) },
  ];
  for (const { number, page } of pages) {
    const before = page.slice();
    clear(number, page);
    assert.deepEqual(page, before);
  }
});
