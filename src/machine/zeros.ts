// Looks for what is not zero in memory, sixteen bytes at a time: a reset looks through all memory of the guest.
import { concat } from '#util/bytes.js';
import { blockBytes, listBytes, numberBytes, textBytes } from './wasm-binary.js';

/** Bytes that are looked at between two questions whether the end is reached. */
const STEP = 256;
const VECTOR = 16;

const AT = [0x20, 0];
const END = [0x20, 1];
const RETURN = 0x0f;

/** Whether memory is zero from an address on to another, which is {@link STEP}s away. */
export type ZeroCheck = (from: number, to: number) => number;

export function zeroCheck(memory: WebAssembly.Memory): ZeroCheck {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { e: { m: memory } });
  return exports['f'] as ZeroCheck;
}

/** v128.load of an address with an offset. */
const load = (offset: number): number[] => [...AT, 0xfd, 0x00, 4, ...numberBytes(offset)];
const OR = [0xfd, 0x50];

const section = (id: number, content: Uint8Array): Uint8Array => concat([Uint8Array.of(id), blockBytes(content)]);

const loads = Array.from({ length: STEP / VECTOR }, (_, index) => load(index * VECTOR));

const MODULE = concat([
  Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0),
  // (i32, i32) -> i32
  section(1, listBytes([Uint8Array.of(0x60, 2, 0x7f, 0x7f, 1, 0x7f)])),
  section(2, listBytes([concat([textBytes('e'), textBytes('m'), Uint8Array.of(2, 0, 0)])])),
  section(3, listBytes([Uint8Array.of(0)])),
  section(7, listBytes([concat([textBytes('f'), Uint8Array.of(0, 0)])])),
  section(
    10,
    listBytes([
      blockBytes(
        Uint8Array.from([
          0, // no locals
          ...[0x03, 0x40], // loop
          ...loads.flatMap((vector, index) => (index === 0 ? vector : [...vector, ...OR])),
          ...[0xfd, 0x53, 0x04, 0x40, 0x41, 0, RETURN, 0x0b], // if any is set: return 0
          ...[...AT, 0x41, ...[0x80, 0x02], 0x6a, 0x22, 0], // at += STEP, as a signed number in two bytes
          ...[...END, 0x49, 0x0d, 0, 0x0b], // below the end: again
          ...[0x41, 1, 0x0b], // return 1
        ]),
      ),
    ]),
  ),
]);
