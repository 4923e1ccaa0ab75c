// Compiles hot code of the guest at the very instruction where v86 asks for it, so that runs with compiled code repeat.
import { FIRST, PLACES } from './places.js';
import type { CoreExports, CoreImports } from './v86.js';

/** What v86 asked for last; it asks for one at a time. */
interface Request {
  readonly place: number;
  readonly start: number;
  readonly flags: number;
  /** Undefined when it cannot be compiled. */
  readonly code: (() => void) | undefined;
}

/**
 * v86 hands over a page's code and goes on interpreting until a promise is settled, which is at another instruction each
 * time. Here it is compiled at once, and used from the next pause between two slices of the processor on: never sooner, since
 * v86 is in the middle of its own tables when it asks.
 */
export class Compiler {
  /** The code in use, while somebody wants to know. */
  learnt: Map<number, Uint8Array> | undefined;
  /** v86's functions, and in {@link PLACES} compiled code. */
  readonly table: WebAssembly.Table;
  #core: CoreExports | undefined;
  /** What compiled code calls. */
  #imports: WebAssembly.Imports = {};
  #request: Request | undefined;
  /** The code that it was given last, as functions by their places. */
  #given: { readonly code: WebAssembly.Module; readonly functions: WebAssembly.Exports } | undefined;

  /** @param imports of v86's WebAssembly, in which it takes its place */
  constructor(imports: CoreImports) {
    this.table = imports.__indirect_function_table;
    const { jit_clear_func, run_hardware_timers } = imports;
    imports.codegen_finalize = (place, start, flags, at, size) => {
      this.#compile(place, start, flags, at >>> 0, size >>> 0);
    };
    imports.jit_clear_func = (place) => {
      this.learnt?.delete(place);
      jit_clear_func(place);
    };
    imports.run_hardware_timers = (acpi, now) => {
      this.finish();
      return run_hardware_timers(acpi, now);
    };
  }

  /** @param core the instance that was made with these imports */
  attach(core: CoreExports): void {
    this.#core = core;
    this.#imports = { e: codeImports(core) };
  }

  /** Puts into use what was compiled last. */
  finish(): void {
    const [request, core] = [this.#request, this.#core];
    if (!request || !core) return;
    this.#request = undefined;
    const { place, start, flags, code } = request;
    if (code) this.table.set(FIRST + place, code);
    // v86 takes nothing for a page that was written to in the meantime.
    else core.jit_dirty_cache(start, start + 1);
    core.codegen_finalize_finished(place, start, flags);
  }

  /**
   * Exactly this code, for a memory of v86's that goes with it.
   *
   * @param code see `mergeCode`
   */
  set(code: WebAssembly.Module): void {
    this.#request = undefined;
    if (this.#given?.code !== code) {
      this.#given = { code, functions: new WebAssembly.Instance(code, this.#imports).exports };
    }
    const { functions } = this.#given;
    this.restore(Array.from({ length: PLACES }, (_, place) => functions[place] ?? null));
  }

  /** The functions of all places, for {@link restore}. */
  functions(): readonly unknown[] {
    return Array.from({ length: PLACES }, (_, place): unknown => this.table.get(FIRST + place));
  }

  /** Exactly these functions of its own, for a memory of v86's that goes with them. */
  restore(functions: readonly unknown[]): void {
    this.#request = undefined;
    functions.forEach((function_, place) => {
      if (this.table.get(FIRST + place) !== function_) this.table.set(FIRST + place, function_);
    });
  }

  #compile(place: number, start: number, flags: number, at: number, size: number): void {
    if (!this.#core) return;
    const wasm = new Uint8Array(this.#core.memory.buffer, at, size).slice();
    this.learnt?.set(place, wasm);
    this.#request = { place, start, flags, code: this.#instantiate(wasm) };
  }

  /** @returns undefined for what is too large for this engine: then it is interpreted */
  #instantiate(wasm: Uint8Array<ArrayBuffer>): (() => void) | undefined {
    try {
      return functionOf(new WebAssembly.Module(wasm), this.#imports);
    } catch (error) {
      if (error instanceof WebAssembly.CompileError) return undefined;
      throw error;
    }
  }
}

function functionOf(module: WebAssembly.Module, imports: WebAssembly.Imports): () => void {
  return new WebAssembly.Instance(module, imports).exports['f'] as () => void;
}

/** As v86 itself chooses them. */
function codeImports(core: CoreExports): WebAssembly.ModuleImports {
  const internal = /^_|^zstd|_js$/;
  const functions = Object.entries(core).filter(([name]) => !internal.test(name));
  return { ...Object.fromEntries(functions), m: core.memory };
}
