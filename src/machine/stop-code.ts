// Code within v86's WebAssembly that stops the processor where the kernel goes back to a program.
import { placesOf } from '#util/bytes.js';
import { numberBytes } from './wasm-binary.js';
import {
  CALL,
  END,
  GLOBAL_GET,
  GLOBAL_SET,
  I32_AND,
  I32_CONST,
  I32_EQ,
  I32_STORE8,
  IF,
  LOCAL_GET,
  NOP,
} from './wasm-codes.js';
import type { WasmEditor } from './wasm-editor.js';

/** Among the exports: 1 while the processor is to stop where a program goes on. */
export const STOPS = 'stops_js';

/** Where v86 has the processor's privilege, a byte. */
const PRIVILEGE = 612;
const PROGRAM = 3;
const STORE = Uint8Array.of(I32_STORE8, 0, ...numberBytes(PRIVILEGE));
const EMPTY = 0x40;

/**
 * A slice ends with the basic block that sets the processor's privilege to a program's: the kernel's own blocks are nothing that anybody
 * has to look at one by one, and they are nine of ten.
 *
 * @param bytes what the editor reads
 * @param slice the variable with the length of a slice
 * @returns false when the place is not found where the processor returns from a call of the kernel
 */
export function stopAtPrograms(editor: WasmEditor, bytes: Uint8Array, slice: number): boolean {
  const [returns, like] = [editor.function('instr_0F35'), editor.function('write8')];
  if (returns === undefined || like === undefined || placesOf(editor.body(returns), STORE).length !== 1) return false;
  const stops = editor.addVariable(STOPS, 0);
  const isToStop = [LOCAL_GET, 1, I32_CONST, PROGRAM, I32_EQ, GLOBAL_GET, stops, I32_AND];
  const end = [IF, EMPTY, I32_CONST, 1, GLOBAL_SET, slice, END];
  const setting = editor.addFunction(like, [LOCAL_GET, 0, LOCAL_GET, 1, ...STORE, ...isToStop, ...end]);
  // As long as what it takes the place of.
  const call = Uint8Array.of(CALL, ...numberBytes(setting), NOP);
  if (call.length !== STORE.length) return false;
  for (const at of placesOf(bytes, STORE)) bytes.set(call, at);
  return true;
}
