// WebAssembly's binary format, as far as v86 writes it.
import { ByteReader } from '#util/byte-reader.js';
import { concat, encodeText } from '#util/bytes.js';
import {
  BLOCK,
  BR,
  BR_IF,
  BR_TABLE,
  CALL,
  F32_CONST,
  F64_CONST,
  FIRST_LOAD,
  GLOBAL_SET,
  I32_CONST,
  I32_EQZ,
  I64_CONST,
  IF,
  LAST_EXTENSION,
  LAST_STORE,
  LOCAL_GET,
  LOOP,
  SATURATING,
} from './wasm-codes.js';

export class WasmReader extends ByteReader {
  /** Passes over a number as LEB128 of any size and sign. */
  skipNumber(): void {
    while (this.u8() >= 0x80);
  }

  /** What begins with its size. */
  block(): Uint8Array {
    return this.raw(this.uleb());
  }

  /** What was read since it stood there. */
  since(at: number): Uint8Array {
    return this.bytes.subarray(at, this.at);
  }
}

/** Passes over how large a memory or a table is, and may become. */
export function skipLimits(reader: WasmReader): void {
  const limited = reader.uleb() & 1;
  reader.skipNumber();
  if (limited) reader.skipNumber();
}

export function numberBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Uint8Array.from([...bytes, rest]);
}

/** In five bytes, as a linker writes a number that it puts in last. */
export function linkedBytes(value: number): Uint8Array {
  return Uint8Array.from([0, 7, 14, 21, 28], (shift) => ((value >>> shift) & 0x7f) | (shift < 28 ? 0x80 : 0));
}

/** With its size before it. */
export function blockBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const content = concat(parts);
  return concat([numberBytes(content.length), content]);
}

export function textBytes(text: string): Uint8Array {
  return blockBytes(encodeText(text));
}

/** With their count before them. */
export function listBytes(items: readonly Uint8Array[]): Uint8Array {
  return concat([numberBytes(items.length), ...items]);
}

/** unreachable, nop, else, end, return, drop, select */
const PLAIN: readonly number[] = [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b];

/**
 * Passes over what an instruction has beside its code.
 *
 * @throws RangeError for one that v86 does not write
 */
export function skipOperands(reader: WasmReader, code: number): void {
  if (PLAIN.includes(code) || (code >= I32_EQZ && code <= LAST_EXTENSION)) return;
  if (code >= FIRST_LOAD && code <= LAST_STORE) {
    reader.skipNumber();
    reader.skipNumber();
  } else if (code >= LOCAL_GET && code <= GLOBAL_SET) reader.skipNumber();
  else skipOthers(reader, code);
}

function skipOthers(reader: WasmReader, code: number): void {
  switch (code) {
    case BLOCK:
    case LOOP:
    case IF:
    case BR:
    case BR_IF:
    case CALL:
    case I32_CONST:
    case I64_CONST:
    case SATURATING:
      reader.skipNumber();
      return;
    case BR_TABLE:
      for (let left = reader.uleb() + 1; left > 0; left--) reader.skipNumber();
      return;
    case F32_CONST:
      reader.raw(4);
      return;
    case F64_CONST:
      reader.raw(8);
      return;
    default:
      throw new RangeError(`v86 has compiled an instruction that is not known here: 0x${code.toString(16)}`);
  }
}
