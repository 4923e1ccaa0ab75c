// Which pages of the guest's memory were written to, so that to go back costs what has changed.
import { PAGE_SIZE } from './pages.js';
import type { CoreExports } from './v86.js';
import { MOST_PAGES, READ_ONLY, TLB } from './written-code.js';

const WASM_PAGE = 1 << 16;

export class Written {
  readonly #core: CoreExports;
  readonly #at: number;
  #guest = { at: 0, size: 0 };

  /** Takes memory of v86's for the list: v86's own allocator goes on behind it. */
  constructor(core: CoreExports) {
    this.#core = core;
    this.#at = core.memory.grow(MOST_PAGES / WASM_PAGE) * WASM_PAGE;
    core.written_js.value = this.#at;
  }

  /** The guest's memory is here; no other page is listed. */
  watch(guest: { readonly at: number; readonly size: number }): void {
    this.#guest = guest;
    this.#core.guest_page_js.value = guest.at / PAGE_SIZE;
  }

  /** Notes a write from outside, to an address in v86's memory. */
  add(at: number): void {
    this.#list()[Math.floor(at / PAGE_SIZE)] = 1;
  }

  /** @returns addresses in v86's memory, in ascending order */
  pages(): number[] {
    const { at, size } = this.#guest;
    const list = this.#list().subarray(at / PAGE_SIZE, (at + size) / PAGE_SIZE);
    const pages: number[] = [];
    for (let page = list.indexOf(1); page >= 0; page = list.indexOf(1, page + 1)) pages.push(at + page * PAGE_SIZE);
    return pages;
  }

  /** From now on: what is written to a page that v86 knows for writing already would not be noted, so it forgets that. */
  begin(): void {
    this.#list().fill(0);
    const words = new Uint32Array(this.#core.memory.buffer, TLB, MOST_PAGES);
    for (let page = 0; page < MOST_PAGES; page++) if (words[page] !== 0) words[page] = (words[page] ?? 0) | READ_ONLY;
  }

  #list(): Uint8Array {
    return new Uint8Array(this.#core.memory.buffer, this.#at, MOST_PAGES);
  }
}
