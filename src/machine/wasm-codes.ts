// WebAssembly's instructions by their numbers, those that are met or written here.

export const NOP = 0x01;
export const BLOCK = 0x02;
export const LOOP = 0x03;
export const IF = 0x04;
export const END = 0x0b;
export const BR = 0x0c;
export const BR_IF = 0x0d;
export const BR_TABLE = 0x0e;
export const CALL = 0x10;
export const LOCAL_GET = 0x20;
export const GLOBAL_GET = 0x23;
export const GLOBAL_SET = 0x24;
/** The first of those that load from memory, i32.load. */
export const FIRST_LOAD = 0x28;
export const I32_STORE = 0x36;
export const I32_STORE8 = 0x3a;
/** The last of those that store to memory, i64.store32. */
export const LAST_STORE = 0x3e;
export const I32_CONST = 0x41;
export const I64_CONST = 0x42;
export const F32_CONST = 0x43;
export const F64_CONST = 0x44;
export const I32_EQZ = 0x45;
export const I32_EQ = 0x46;
export const F64_GT = 0x64;
export const I32_ADD = 0x6a;
export const I32_AND = 0x71;
export const I32_XOR = 0x73;
export const I32_SHL = 0x74;
export const I32_SHR_U = 0x76;
export const F64_CONVERT_I32_S = 0xb7;
/** The last of those without operands of their own, i64.extend32_s. */
export const LAST_EXTENSION = 0xc4;
/** Begins those of which a second number says what they do: conversions that saturate. */
export const SATURATING = 0xfc;
