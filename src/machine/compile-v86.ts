// v86's WebAssembly with what it has no setting for: three of its constants, a stop where programs go on, and a list of the
// pages that the guest writes to.
import { placesOf, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { stopAtPrograms } from './stop-code.js';
import { letTurnsEnd } from './turn-code.js';
import { GLOBAL_GET, I32_CONST, NOP } from './wasm-codes.js';
import { WasmEditor } from './wasm-editor.js';
import { noteWrites } from './written-code.js';

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
  const timers = requireOnce(wasm, ITS_OWN);
  const hot = requireOnce(wasm, COMPILE_AFTER);
  const bytes = wasm.slice();
  const editor = new WasmEditor(bytes);
  const slice = editor.addVariable(SLICE, TIMERS_EVERY);
  // The same size, so that nothing moves: the variable, and twice nothing.
  bytes.set([GLOBAL_GET, slice, NOP, NOP], timers);
  bytes.set(constant(compileAfter), hot);
  if (!stopAtPrograms(editor, bytes, slice)) throw otherV86('it goes back to a program in another way');
  if (!letTurnsEnd(editor)) throw otherV86('it gives its host a turn in another way');
  if (!noteWrites(editor, bytes)) throw otherV86('it writes to its memory in another way');
  return WebAssembly.compile(editor.bytes());
}

/**
 * With more than one instruction that has this constant, or none, nobody knows what would be changed.
 *
 * @returns where it stands
 */
function requireOnce(wasm: Bytes, value: number): number {
  const [at, ...others] = placesOf(wasm, constant(value));
  if (at !== undefined && others.length === 0) return at;
  throw otherV86(`its constant ${value} does not stand in exactly one place`);
}

/** `i32.const` with a number as LEB128, in as many bytes for all numbers up to 1,048,575, so that nothing moves. */
function constant(value: number): Uint8Array {
  return Uint8Array.of(I32_CONST, (value & 0x7f) | 0x80, ((value >> 7) & 0x7f) | 0x80, (value >> 14) & 0x3f);
}

function otherV86(what: string): IpclabError {
  return new IpclabError(
    'image-corrupt',
    `this v86 is not the one that ipclab was made for: ${what}; install the version of v86 that ipclab's package.json names`,
  );
}
