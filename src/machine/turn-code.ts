// Code within v86's WebAssembly that lets its host end a turn of the processor.
import { placesOf } from '#util/bytes.js';
import { numberBytes } from './wasm-binary.js';
import { F64_CONST, F64_CONVERT_I32_S, F64_GT, GLOBAL_GET, NOP } from './wasm-codes.js';
import type { WasmEditor } from './wasm-editor.js';

/** Among the exports: for how many ms the processor executes slices, one after the other. */
export const TURN = 'turn_js';

/** v86's own number, compared with the time that has passed. */
const ONE_MS = Uint8Array.of(F64_CONST, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, F64_GT);

/** @returns false when v86 does not compare the time where it goes on with the next slice */
export function letTurnsEnd(editor: WasmEditor): boolean {
  const loop = editor.function('main_loop');
  if (loop === undefined) return false;
  const body = editor.body(loop);
  const [at, ...others] = placesOf(body, ONE_MS);
  if (at === undefined || others.length > 0) return false;
  const code = [GLOBAL_GET, ...numberBytes(editor.addVariable(TURN, 1)), F64_CONVERT_I32_S];
  // The same size, so that nothing moves.
  body.set([...code, ...Array<number>(ONE_MS.length - 1 - code.length).fill(NOP)], at);
  return true;
}
