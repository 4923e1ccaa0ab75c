import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoreExports } from '#machine/v86.js';
import { Written } from '#machine/written.js';
import { MOST_PAGES } from '#machine/written-code.js';
import { equal } from '#util/bytes.js';
import { coreHere } from '../../support/core-here.js';

const PAGE = 4096;
const SIZE = 64 * PAGE;
/** Where v86 has the size of the guest's memory. */
const MEMORY_SIZE = 812;

/** What compiled code calls before it reads or writes a page that is not in the buffer. */
interface Lookups {
  safe_read8_slow_jit(address: number, instruction: number): number;
  safe_write8_slow_jit(address: number, value: number, instruction: number): number;
}

interface Watched {
  readonly core: CoreExports & Lookups;
  readonly written: Written;
  /** Where the guest's memory begins. */
  readonly at: number;
  readonly pages: () => number[];
}

async function watched(): Promise<Watched> {
  const core = (await coreHere()) as CoreExports & Lookups;
  const written = new Written(core);
  core.rust_init();
  const at = core.allocate_memory(SIZE) >>> 0;
  new Uint32Array(core.memory.buffer)[MEMORY_SIZE / 4] = SIZE;
  written.watch({ at, size: SIZE });
  written.begin();
  return { core, written, at, pages: () => written.pages().map((page) => (page - at) / PAGE) };
}

test('a page that the processor looks up for writing is noted, one that it reads is not', async () => {
  const { core, pages } = await watched();
  core.safe_read8_slow_jit(5 * PAGE + 7, 0);
  assert.deepEqual(pages(), []);
  core.safe_write8_slow_jit(9 * PAGE + 7, 1, 0);
  core.safe_write8_slow_jit(5 * PAGE + 7, 1, 0);
  assert.deepEqual(pages(), [5, 9]);
});

test('from a new beginning on it is noted again, although the processor knows the page for writing already', async () => {
  const { core, written, pages } = await watched();
  core.safe_write8_slow_jit(9 * PAGE, 1, 0);
  written.begin();
  assert.deepEqual(pages(), []);
  core.safe_write8_slow_jit(9 * PAGE, 1, 0);
  assert.deepEqual(pages(), [9]);
});

test('what a device or the host writes is noted, on every page of it', async () => {
  const { core, written, at, pages } = await watched();
  core.jit_dirty_cache(3 * PAGE + 4000, 5 * PAGE + 1);
  written.add(at + 60 * PAGE);
  assert.deepEqual(pages(), [3, 4, 5, 60]);
});

test('a device that is told of an address outside of all memory changes nothing behind the list', async () => {
  const { core, pages } = await watched();
  const behind = (): Uint8Array => new Uint8Array(core.memory.buffer, core.written_js.value + MOST_PAGES);
  const before = behind().slice();
  core.jit_dirty_cache(0xffff_f000, 0xffff_f001);
  assert.ok(equal(behind(), before));
  assert.deepEqual(pages(), []);
});
