// Reads what zstd has compressed, with the decompressor that v86's WebAssembly has inside.
import type { Bytes } from '#util/bytes.js';
import { coreExports, type CoreExports } from './v86.js';

/** Bytes that are decompressed at a time. */
const STEP = 1 << 20;

/** A compressed file that is read from its beginning on, in an instance of its own, whose memory goes with it. */
export class ZstdReader {
  readonly #core: CoreExports;
  readonly #context: number;

  private constructor(core: CoreExports, packed: Uint8Array) {
    this.#core = core;
    this.#context = core.zstd_create_ctx(packed.length);
    const at = core.zstd_get_src_ptr(this.#context) >>> 0;
    new Uint8Array(core.memory.buffer).set(packed, at);
  }

  /** @param wasm v86's WebAssembly */
  static async open(wasm: WebAssembly.Module, packed: Uint8Array): Promise<ZstdReader> {
    const { exports } = await WebAssembly.instantiate(wasm, { env: unusedImports(wasm) });
    return new ZstdReader(coreExports(exports), packed);
  }

  /** The next bytes. They must be there: what is read here was checked against its digest. */
  read(size: number): Bytes {
    const result = new Uint8Array(size);
    for (let done = 0; done < size; done += STEP) {
      const step = Math.min(STEP, size - done);
      const at = this.#core.zstd_read(this.#context, step);
      result.set(new Uint8Array(this.#core.memory.buffer, at >>> 0, step), done);
      this.#core.zstd_read_free(at, step);
    }
    return result;
  }
}

/** There is no processor, which would call them. */
function unusedImports(wasm: WebAssembly.Module): WebAssembly.ModuleImports {
  return Object.fromEntries(
    WebAssembly.Module.imports(wasm).map(({ name, kind }) => [
      name,
      kind === 'table' ? new WebAssembly.Table({ element: 'anyfunc', initial: 1924 }) : () => 0,
    ]),
  );
}

export function isZstd(bytes: Uint8Array): boolean {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
}
