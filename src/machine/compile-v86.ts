// v86's WebAssembly with two of its constants changed, which it has no setting for.
import { concat, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { blockBytes, numberBytes, textBytes, WasmReader } from './wasm-binary.js';

/** The processor looks at its timers after so many instructions, v86's own number: 1 ms of the virtual clock. */
const ITS_OWN = 100_003;

/**
 * What is set here instead: each 10 µs of the virtual clock. A process can lose the processor at each such place. It is a
 * variable, so that the processor can be stopped at a chosen instruction as well; see `Slices`.
 */
export const TIMERS_EVERY = 997;

/** The variable's name among the exports; code that v86 compiles imports none that ends so. */
export const SLICE = 'slice_js';

/** A page of code is compiled once so many instructions were interpreted in it. */
export const COMPILE_AFTER = 200_000;

/**
 * @param compileAfter instructions, up to 1,048,575; an image that learns compiles sooner, since it keeps what is compiled
 * @throws IpclabError `image-corrupt` when this is another WebAssembly than the one it was made for
 */
export function compileV86(wasm: Bytes, compileAfter = COMPILE_AFTER): Promise<WebAssembly.Module> {
  requireOnce(wasm, ITS_OWN);
  const { bytes, number } = withVariable(wasm);
  // The same size, so that nothing moves: the variable, and twice nothing.
  replaceConstant(bytes, ITS_OWN, Uint8Array.of(GLOBAL_GET, number, NOP, NOP));
  replaceConstant(bytes, COMPILE_AFTER, constant(compileAfter));
  return WebAssembly.compile(bytes);
}

function replaceConstant(wasm: Bytes, from: number, to: Uint8Array): void {
  wasm.set(to, requireOnce(wasm, from));
}

/**
 * With more than one instruction that has this constant, or none, nobody knows what would be changed.
 *
 * @returns where it stands
 */
function requireOnce(wasm: Bytes, value: number): number {
  const pattern = constant(value);
  const at = find(wasm, pattern, 0);
  if (at >= 0 && find(wasm, pattern, at + 1) < 0) return at;
  throw otherV86(`its constant ${value} does not stand in exactly one place`);
}

/** `i32.const` with a number as LEB128, in as many bytes for all numbers up to 1,048,575, so that nothing moves. */
function constant(value: number): Uint8Array {
  return Uint8Array.of(I32_CONST, (value & 0x7f) | 0x80, ((value >> 7) & 0x7f) | 0x80, (value >> 14) & 0x3f);
}

function find(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  const [first = 0] = pattern;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (pattern.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

const PREAMBLE = 8;
const GLOBALS = 6;
const EXPORTS = 7;
const I32 = 0x7f;
const MUTABLE = 1;
const GLOBAL = 3;
const GLOBAL_GET = 0x23;
const I32_CONST = 0x41;
const NOP = 0x01;
const END = 0x0b;

/** Adds a variable after those that it has, which it imports none of, and exports it as {@link SLICE}. */
function withVariable(wasm: Bytes): { readonly bytes: Bytes; readonly number: number } {
  const reader = new WasmReader(wasm);
  const parts = [reader.raw(PREAMBLE)];
  let number: number | undefined;
  while (!reader.isOver) {
    const id = reader.u8();
    const content = reader.block();
    if (id === GLOBALS) {
      const variable = Uint8Array.from([I32, MUTABLE, I32_CONST, ...signed(TIMERS_EVERY), END]);
      number = new WasmReader(content).uleb();
      parts.push(section(id, appended(content, variable)));
    } else if (id === EXPORTS && number !== undefined) {
      parts.push(section(id, appended(content, concat([textBytes(SLICE), Uint8Array.of(GLOBAL, number)]))));
    } else parts.push(section(id, content));
  }
  if (number === undefined) throw otherV86('it has no variables');
  return { bytes: concat(parts), number };
}

function appended(list: Uint8Array, item: Uint8Array): Uint8Array {
  const reader = new WasmReader(list);
  const count = reader.uleb();
  const items = list.subarray(reader.at);
  return concat([numberBytes(count + 1), items, item]);
}

function section(id: number, content: Uint8Array): Uint8Array {
  return concat([Uint8Array.of(id), blockBytes(content)]);
}

/** As LEB128 with a sign, of 64 to 8,191. */
function signed(value: number): Uint8Array {
  return Uint8Array.of((value & 0x7f) | 0x80, value >> 7);
}

function otherV86(what: string): IpclabError {
  return new IpclabError(
    'image-corrupt',
    `this v86 is not the one that ipclab was made for: ${what}; install the version of v86 that ipclab's package.json names`,
  );
}
