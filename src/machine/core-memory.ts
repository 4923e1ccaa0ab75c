// The memory of v86's WebAssembly: the guest's in the middle of v86's own, and how both are filled.
import { PAGE_SIZE, pagesOf, runsOf, type Run } from './pages.js';
import type { CoreExports } from './v86.js';
import { Written } from './written.js';
import { zeroCheck, type ZeroCheck } from './zeros.js';

/** Memory is looked at in blocks of this size for whether it is zero, bytes. */
const BLOCK = 1 << 16;
const WASM_PAGE = 1 << 16;

export class CoreMemory {
  readonly #memory: WebAssembly.Memory;
  readonly #zeroCheck: ZeroCheck;
  readonly #written: Written;
  #guest = { at: 0, size: 0 };
  /** Nothing of the guest's memory was written to, so that it is zero and none of it takes memory of the host's. */
  #fresh = true;
  /** What the guest's memory was filled with; it differs in the pages that were written to since. */
  #filled: readonly Run[] | undefined;

  /** @param core before it has used any */
  constructor(core: CoreExports) {
    this.#memory = core.memory;
    this.#zeroCheck = zeroCheck(core.memory);
    this.#written = new Written(core);
  }

  /** All of it; when it grows it is another one. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.buffer);
  }

  /** Where in it the guest's is. */
  get guest(): { readonly at: number; readonly size: number } {
    return this.#guest;
  }

  set guest(guest: { readonly at: number; readonly size: number }) {
    this.#guest = guest;
    this.#written.watch(guest);
  }

  /** @param size bytes, that it has at least afterwards */
  grow(size: number): void {
    const lacks = Math.ceil((size - this.#memory.buffer.byteLength) / WASM_PAGE);
    if (lacks > 0) this.#memory.grow(lacks);
  }

  /** Notes that a word of the guest's was changed from outside. */
  wrote(address: number): void {
    this.#written.add(this.#guest.at + address);
    this.#written.add(this.#guest.at + address + 3);
  }

  /** What is written to the guest's memory is noted from now on. */
  watch(): void {
    this.#written.begin();
  }

  /**
   * The guest's memory is the runs, and zeros everywhere else, but for what is noted as written to. The notes are v86's own
   * memory, and go back with it.
   */
  holds(runs: readonly Run[]): void {
    this.#filled = runs;
  }

  /** All that is not zero, which it holds. */
  take(): readonly Run[] {
    this.watch();
    this.#filled = runsOf(pagesOf(this.bytes, this.isZeroPage), 0);
    return this.#filled;
  }

  /** Nobody knows any more what the guest's memory differs from what it was filled with. */
  forget(): void {
    this.#filled = undefined;
  }

  /** Fills the guest's memory with the runs, and zeros everywhere else. */
  fillGuest(runs: readonly Run[]): void {
    const { at, size } = this.#guest;
    if (this.#filled === runs) this.#fillPages(runs, this.#written.pages());
    else this.#fill(runs, at, at + size);
    this.#fresh = false;
  }

  /** The same with all the rest. */
  fillOwn(runs: readonly Run[]): void {
    const { at, size } = this.#guest;
    this.#fill(runs, 0, at);
    this.#fill(runs, at + size, this.#memory.buffer.byteLength);
  }

  isZero(at: number, size: number): boolean {
    return this.#zeroCheck(at, at + size) !== 0;
  }

  readonly isZeroPage = (at: number): boolean => this.isZero(at, PAGE_SIZE);

  #fill(runs: readonly Run[], from: number, to: number): void {
    const memory = this.bytes;
    let done = from;
    for (const { at, bytes } of runs) {
      if (at < from || at >= to) continue;
      this.#zero(memory, done, at);
      memory.set(bytes, at);
      done = at + bytes.length;
    }
    this.#zero(memory, done, to);
  }

  /** @param pages in ascending order, as the runs are */
  #fillPages(runs: readonly Run[], pages: readonly number[]): void {
    const memory = this.bytes;
    let next = 0;
    for (const page of pages) {
      while (endOf(runs[next]) <= page) next++;
      const { at = Infinity, bytes } = runs[next] ?? {};
      if (bytes && page >= at) memory.set(bytes.subarray(page - at, page - at + PAGE_SIZE), page);
      else memory.fill(0, page, page + PAGE_SIZE);
    }
  }

  /** What was never used stays so: a page takes memory of the host's once something is written to it. */
  #zero(memory: Uint8Array, from: number, to: number): void {
    const { at: guestAt, size: guestSize } = this.#guest;
    if (this.#fresh && from >= guestAt && to <= guestAt + guestSize) return;
    for (let at = from; at < to; at += BLOCK) {
      const size = Math.min(BLOCK, to - at);
      if (!this.isZero(at, size)) memory.fill(0, at, at + size);
    }
  }
}

function endOf(run: Run | undefined): number {
  return run ? run.at + run.bytes.length : Infinity;
}
