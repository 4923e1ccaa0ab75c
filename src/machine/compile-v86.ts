// v86's WebAssembly with two of its constants changed, which it has no setting for.
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';

/**
 * The processor looks at its timers after so many instructions: each 10 µs of the virtual clock, where v86's own 100,003
 * are 1 ms. A process can lose the processor at each such place.
 */
const TIMERS_EVERY = { from: 100_003, to: 997 };

/** A page of code is compiled once so many instructions were interpreted in it. */
export const COMPILE_AFTER = 200_000;

/**
 * @param compileAfter instructions, up to 1,048,575; an image that learns compiles sooner, since it keeps what is compiled
 * @throws IpclabError `image-corrupt` when this is another WebAssembly than the one it was made for
 */
export function compileV86(wasm: Bytes, compileAfter = COMPILE_AFTER): Promise<WebAssembly.Module> {
  const changed = wasm.slice();
  replaceConstant(changed, TIMERS_EVERY);
  replaceConstant(changed, { from: COMPILE_AFTER, to: compileAfter });
  return WebAssembly.compile(changed);
}

/** Only where exactly one instruction has this constant: with more or none, nobody knows what would be changed. */
function replaceConstant(wasm: Bytes, { from, to }: { readonly from: number; readonly to: number }): void {
  const before = constant(from);
  const at = find(wasm, before, 0);
  if (at < 0 || find(wasm, before, at + 1) >= 0) {
    throw new IpclabError(
      'image-corrupt',
      `this v86 is not the one that ipclab was made for: its constant ${from} does not stand in exactly one place; install the version of v86 that ipclab's package.json names`,
    );
  }
  wasm.set(constant(to), at);
}

/** `i32.const` with a number as LEB128, in as many bytes for all numbers up to 1,048,575, so that nothing moves. */
function constant(value: number): Uint8Array {
  return Uint8Array.of(0x41, (value & 0x7f) | 0x80, ((value >> 7) & 0x7f) | 0x80, (value >> 14) & 0x3f);
}

function find(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  const [first = 0] = pattern;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (pattern.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}
