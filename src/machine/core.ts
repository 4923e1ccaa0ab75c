// v86's WebAssembly as one instance: the processor with all memory, and how it goes back to a snapshot.
import { IpclabError } from '#util/error.js';
import { Compiler } from './compiler.js';
import { CoreMemory } from './core-memory.js';
import { PAGE_SIZE, pagesOf, runsOf, type Run } from './pages.js';
import { addPlaces } from './places.js';
import type { LearntCode, Snapshot, WarmPart } from './snapshot.js';
import { coreExports, coreImports, exportsFor, type CoreExports } from './v86.js';
import { Slices } from './slices.js';
import { Turns } from './turns.js';

/**
 * What an image leaves free in v86's memory, bytes. Memory that grew in a run stays, but what v86 knows of it goes back with a
 * reset: without room a machine would grow by what it needs for the code that it compiles, run after run. 128 KiB in most runs.
 */
const ROOM = 4 << 20;

/**
 * v86's option for how many pages of code it compiles together. With more than one the same page is compiled again for each
 * neighbour: half as much code again, which is no faster.
 */
const MOST_PAGES = 1;

/** Its memory and its compiled code at a moment. */
export interface CoreMark {
  readonly runs: readonly Run[];
  readonly functions: readonly unknown[];
}

export class Core {
  readonly #core: CoreExports;
  readonly #memory: CoreMemory;
  readonly #compiler: Compiler;
  readonly slices: Slices;
  readonly turns: Turns;
  /** What v86 does to its memory while it saves or restores devices only: nothing. */
  #devicesOnly = false;
  #keepsCode = false;
  /** The snapshot that it went to last, as memory. */
  #known: { readonly snapshot: Snapshot; readonly runs: readonly Run[] } | undefined;

  private constructor(core: CoreExports, compiler: Compiler, slices: Slices, turns: Turns) {
    this.#core = core;
    this.slices = slices;
    this.turns = turns;
    this.#memory = new CoreMemory(core);
    this.#compiler = compiler;
  }

  /**
   * @param learns it keeps all compiled code, also when it goes back to its snapshot, for {@link learnt}
   */
  static async instantiate(wasm: WebAssembly.Module, imports: WebAssembly.Imports, learns: boolean): Promise<Core> {
    const compiler = new Compiler(coreImports(imports));
    if (learns) compiler.learnt = new Map();
    const slices = new Slices(coreImports(imports));
    const turns = new Turns(coreImports(imports));
    const core = coreExports((await WebAssembly.instantiate(wasm, imports)).exports);
    core.set_jit_config(MOST_PAGES, 1);
    compiler.attach(core);
    slices.attach(core);
    turns.attach(core);
    return new Core(core, compiler, slices, turns);
  }

  /** As v86 gets them. */
  get exports(): WebAssembly.Exports {
    const core = this.#core;
    const own: Partial<CoreExports> = {
      rust_init: () => {
        core.rust_init();
        addPlaces(core, this.#compiler.table);
      },
      allocate_memory: (size) => {
        const at = core.allocate_memory(size) >>> 0;
        this.#memory.guest = { at, size };
        return at;
      },
      zero_memory: (at, size) => {
        if (!this.#devicesOnly) core.zero_memory(at, size);
      },
      is_memory_zeroed: (at, size) => (this.#devicesOnly ? 1 : core.is_memory_zeroed(at, size)),
      jit_clear_cache_js: () => {
        if (!this.#keepsCode) core.jit_clear_cache_js();
      },
    };
    return exportsFor(core, own);
  }

  /** @param restoreDevices lets v86 restore the state {@link Snapshot.devices} */
  async goTo(snapshot: Snapshot, restoreDevices: () => Promise<void>): Promise<void> {
    const { learnt } = this.#compiler;
    const { warm } = snapshot;
    // What v86 is waiting for, it would wait for after a restore, too.
    this.#compiler.finish();
    const runs = this.#runsOf(snapshot);
    if (learnt) this.#dropChangedCode(runs);
    await this.#devices(learnt !== undefined || warm !== undefined, restoreDevices);
    this.#memory.fillGuest(runs);
    if (warm && !learnt) {
      this.#makeRoom(warm);
      this.#memory.fillOwn(runs);
      this.#compiler.set(warm.code);
    } else this.#memory.watch();
    this.#memory.holds(runs);
  }

  /**
   * Takes compiled code while the guest goes on from where it is: what the guest has changed since the snapshot has none.
   *
   * @param snapshot the one that it started from, with the code
   * @param saveDevices lets v86 save a state, without the guest's memory
   * @param restoreDevices lets v86 restore that
   */
  async warmUp<State>(
    snapshot: Snapshot,
    saveDevices: () => Promise<State>,
    restoreDevices: (state: State) => Promise<void>,
  ): Promise<void> {
    const { warm } = snapshot;
    if (!warm) return;
    this.#compiler.finish();
    await this.#devices(true, async () => {
      const state = await saveDevices();
      const runs = this.#runsOf(snapshot);
      this.#makeRoom(warm);
      // With it goes the list of what was written to.
      this.#memory.forget();
      this.#memory.fillOwn(runs);
      this.#compiler.set(warm.code);
      this.#dropChangedCode(runs);
      await restoreDevices(state);
    });
  }

  /**
   * Everything of it, between two slices, to go back to.
   *
   * @param saveDevices lets v86 save a state, without the guest's memory
   */
  async mark(saveDevices: () => Promise<void>): Promise<CoreMark> {
    this.#compiler.finish();
    await this.#devices(true, saveDevices);
    return { runs: this.#memory.take(), functions: this.#compiler.functions() };
  }

  /** @param restoreDevices lets v86 restore that state */
  async goBack({ runs, functions }: CoreMark, restoreDevices: () => Promise<void>): Promise<void> {
    await this.#devices(true, restoreDevices);
    this.#memory.fillGuest(runs);
    this.#memory.fillOwn(runs);
    this.#memory.holds(runs);
    this.#compiler.restore(functions);
  }

  /** All of the WebAssembly's memory; when it grows it is another one. */
  get buffer(): ArrayBuffer {
    return this.#core.memory.buffer;
  }

  /** Where the guest's memory begins in it. */
  get guestAt(): number {
    return this.#memory.guest.at;
  }

  /** Notes that a word of the guest's memory was changed from outside. */
  wrote(address: number): void {
    this.#memory.wrote(address);
  }

  /** The code that it has, and the memory that goes with it; right after {@link goTo}. */
  learnt(): LearntCode {
    const { at, size } = this.#memory.guest;
    this.#core.v86_free(this.#core.v86_malloc(ROOM));
    this.#memory.watch();
    const { bytes } = this.#memory;
    return {
      size: bytes.length,
      guestAt: at,
      pages: pagesOf(bytes, this.#memory.isZeroPage, [at, at + size]),
      code: [...(this.#compiler.learnt ?? [])].sort(([a], [b]) => a - b),
    };
  }

  async #devices(keepsCode: boolean, work: () => Promise<void>): Promise<void> {
    this.#devicesOnly = true;
    this.#keepsCode = keepsCode;
    try {
      await work();
    } finally {
      this.#devicesOnly = this.#keepsCode = false;
    }
  }

  #makeRoom({ size, guestAt }: WarmPart): void {
    if (guestAt !== this.#memory.guest.at) {
      throw new IpclabError(
        'image-corrupt',
        "the image's compiled code was made for another v86; build the image again with: make image",
      );
    }
    this.#memory.grow(size);
  }

  #runsOf(snapshot: Snapshot): readonly Run[] {
    if (this.#known?.snapshot !== snapshot) {
      const runs = runsOf(snapshot.memory, this.#memory.guest.at);
      if (snapshot.warm) runs.push(...runsOf(snapshot.warm.pages, 0));
      runs.sort((a, b) => a.at - b.at);
      this.#known = { snapshot, runs };
    }
    return this.#known.runs;
  }

  /** Code was compiled from what stood in the guest's memory; where the snapshot has something else, it goes. */
  #dropChangedCode(runs: readonly Run[]): void {
    const { at, size } = this.#memory.guest;
    const memory = this.#memory.bytes.subarray(at, at + size);
    const drop = (page: number): void => this.#core.jit_dirty_cache(page, page + PAGE_SIZE);
    let done = 0;
    for (const run of runs) {
      const start = run.at - at;
      if (start < 0 || start >= size) continue;
      for (; done < start; done += PAGE_SIZE) if (!this.#memory.isZeroPage(at + done)) drop(done);
      for (let offset = 0; offset < run.bytes.length; offset += PAGE_SIZE, done += PAGE_SIZE) {
        if (!samePage(memory, done, run.bytes, offset)) drop(done);
      }
    }
    for (; done < size; done += PAGE_SIZE) if (!this.#memory.isZeroPage(at + done)) drop(done);
  }
}

function samePage(a: Uint8Array, atA: number, b: Uint8Array, atB: number): boolean {
  const words = PAGE_SIZE / 4;
  const [x, y] = [
    new Uint32Array(a.buffer, a.byteOffset + atA, words),
    new Uint32Array(b.buffer, b.byteOffset + atB, words),
  ];
  return x.every((word, index) => word === y[index]);
}
