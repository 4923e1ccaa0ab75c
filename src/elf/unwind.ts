// Where a function was called from, by the rules that compilers write for exceptions and debuggers: section .eh_frame,
// as DWARF's call frame information. For i386, where they tell enough of the stack pointer alone.
import { ByteReader } from '#util/byte-reader.js';
import { sectionOf, type ElfFile } from './file.js';

const ESP = 4;
const EBP = 5;
const RETURN = 8;

/** Arguments of a call and what aligns them, bytes. */
const MOST_PUSHED = 64;
/** Of a function's code, where it makes room for its variables. */
const BEGINNING = 64;

/** Registers of a frame; absent: unknown. */
export interface Frame {
  readonly instruction: number;
  readonly stackPointer: number;
  readonly basePointer?: number | undefined;
}

interface Common {
  readonly codeUnit: number;
  readonly dataUnit: number;
  readonly encoding: number;
  readonly hasAugmentation: boolean;
  readonly isSignal: boolean;
  readonly program: ByteReader;
}

/** What is known of memory, and of the code of others. */
export interface Surroundings {
  /** A word; undefined: it is not known. */
  readonly read: (address: number) => number | undefined;
  /** Whether a call of the function at `start`, as the linker gave it, returns there. */
  readonly returnsFrom: (start: number, address: number) => boolean;
}

interface Rules {
  /** Where the function begins. */
  readonly start: number;
  register: number;
  offset: number;
  /** Where registers are, from the frame's own address. */
  saved: Map<number, number>;
}

/**
 * One step up the stack.
 *
 * @param address of the frame's instruction, as the linker gave it
 * @returns undefined: nothing tells
 */
export function callerOf(
  elf: ElfFile,
  address: number,
  frame: Frame,
  { read, returnsFrom }: Surroundings,
): Frame | undefined {
  try {
    const rules = rulesAt(elf, address);
    if (!rules) return undefined;
    const top = topOf(elf, rules, frame, { read, returnsFrom });
    if (top === undefined) return undefined;
    const saved = (register: number): number | undefined => {
      const offset = rules.saved.get(register);
      return offset === undefined ? undefined : read(top + offset);
    };
    const instruction = saved(RETURN);
    if (instruction === undefined) return undefined;
    const keepsBase = !rules.saved.has(EBP);
    return { instruction, stackPointer: top, basePointer: keepsBase ? frame.basePointer : saved(EBP) };
  } catch (error) {
    // Damaged rules are none.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the frame of its caller ends. */
function topOf(
  elf: ElfFile,
  { start, register, offset, saved }: Rules,
  { stackPointer, basePointer }: Frame,
  { read, returnsFrom }: Surroundings,
): number | undefined {
  if (register === ESP) return stackPointer + offset;
  if (register !== EBP) return undefined;
  if (basePointer !== undefined) return basePointer + offset;
  // What it has saved and its room lie below; between them and the stack pointer only what it pushes for a call.
  const least = stackPointer + Math.max(0, ...[...saved.values()].map((place) => -place)) + roomOf(elf, start);
  for (let top = least; top <= least + MOST_PUSHED; top += 4) {
    const instruction = read(top - 4);
    if (instruction !== undefined && returnsFrom(start, instruction)) return top;
  }
  return undefined;
}

/** Bytes that the beginning of a function takes from the stack pointer: by `sub $n, %esp`. */
function roomOf({ sections }: ElfFile, start: number): number {
  const section = sections.find(({ address, content }) => start >= address && start < address + content.length);
  const code = section?.content.subarray(start - section.address, start - section.address + BEGINNING) ?? [];
  for (let at = 0; at + 6 <= code.length; at++) {
    if (code[at + 1] !== 0xec) continue;
    if (code[at] === 0x83) return code[at + 2] ?? 0;
    if (code[at] === 0x81) return new ByteReader(code as Uint8Array, at + 2).u32();
  }
  return 0;
}

function rulesAt(elf: ElfFile, address: number): Rules | undefined {
  const section = sectionOf(elf, '.eh_frame');
  if (!section || elf.wordSize !== 4) return undefined;
  const { content } = section;
  for (let at = 0; at + 4 < content.length;) {
    const head = new ByteReader(content, at);
    const size = head.u32();
    if (size === 0 || size >= 0xffff_fff0) break;
    const begin = head.at;
    at = begin + size;
    const back = head.u32();
    if (back === 0) continue;
    const common = readCommon(content, begin - back);
    if (!common) continue;
    const entry = new ByteReader(content, head.at, at);
    const start = pointer(entry, common.encoding, section.address);
    const length = pointer(entry, common.encoding & 0x0f, 0);
    if (address < start || address >= start + length) continue;
    if (common.hasAugmentation) entry.skipBlock();
    if (common.isSignal) return undefined;
    return run(entry, common, start, address);
  }
  return undefined;
}

function readCommon(content: Uint8Array, at: number): Common | undefined {
  const head = new ByteReader(content, at);
  const size = head.u32();
  const reader = new ByteReader(content, head.at, head.at + size);
  if (reader.u32() !== 0) return undefined;
  const version = reader.u8();
  const augmentation = reader.text();
  const codeUnit = reader.uleb();
  const dataUnit = reader.sleb();
  if (version === 1) reader.u8();
  else reader.uleb();
  let encoding = 0;
  if (augmentation.startsWith('z')) {
    const end = reader.uleb() + reader.at;
    for (const letter of augmentation.slice(1)) {
      if (letter === 'R') encoding = reader.u8();
      else if (letter === 'L') reader.u8();
      else if (letter === 'P') pointer(reader, reader.u8(), 0);
    }
    reader.at = end;
  } else if (augmentation !== '') return undefined;
  const isSignal = augmentation.includes('S');
  return { codeUnit, dataUnit, encoding, hasAugmentation: augmentation.startsWith('z'), isSignal, program: reader };
}

/** DW_EH_PE: absolute, or relative to where it stands. */
function pointer(reader: ByteReader, encoding: number, sectionAddress: number): number {
  const from = (encoding & 0x70) === 0x10 ? sectionAddress + reader.at : 0;
  const form = encoding & 0x0f;
  const value = form === 0x00 || form === 0x03 ? reader.u32() : form === 0x0b ? reader.i32() : undefined;
  if (value === undefined) throw new RangeError(`a pointer of a form ${form}`);
  return (from + value) >>> 0;
}

/** The rules of a function that hold at an address. */
function run(entry: ByteReader, common: Common, start: number, address: number): Rules | undefined {
  const rules: Rules = { start, register: ESP, offset: 0, saved: new Map() };
  const { program } = common;
  // Not the one that another function has read to its end.
  if (!step(new ByteReader(program.bytes, program.at, program.end), common, rules, undefined, 0, Infinity))
    return undefined;
  const initial = copy(rules);
  return step(entry, common, rules, initial, start, address) ? rules : undefined;
}

function copy({ start, register, offset, saved }: Rules): Rules {
  return { start, register, offset, saved: new Map(saved) };
}

/** @returns false: there is something that is not understood here */
function step(
  reader: ByteReader,
  { codeUnit, dataUnit }: Common,
  rules: Rules,
  initial: Rules | undefined,
  start: number,
  address: number,
): boolean {
  const stack: Rules[] = [];
  let location = start;
  /** @returns whether what follows is about code behind the address */
  const advance = (count: number): boolean => {
    location += count * codeUnit;
    return location > address;
  };
  const restore = (register: number): void => {
    const offset = initial?.saved.get(register);
    if (offset === undefined) rules.saved.delete(register);
    else rules.saved.set(register, offset);
  };
  while (!reader.isOver) {
    const byte = reader.u8();
    const low = byte & 0x3f;
    const high = byte >> 6;
    if (high === 1) {
      if (advance(low)) return true;
    } else if (high === 2) rules.saved.set(low, reader.uleb() * dataUnit);
    else if (high === 3) restore(low);
    else if (low === 0x02 || low === 0x03 || low === 0x04) {
      if (advance(reader.unsigned(2 ** (low - 2)))) return true;
    } else if (low === 0x05) rules.saved.set(reader.uleb(), reader.uleb() * dataUnit);
    else if (low === 0x06) restore(reader.uleb());
    else if (low === 0x07 || low === 0x08) rules.saved.delete(reader.uleb());
    else if (low === 0x0a) stack.push(copy(rules));
    else if (low === 0x0b) Object.assign(rules, stack.pop());
    else if (low === 0x0c) {
      rules.register = reader.uleb();
      rules.offset = reader.uleb();
    } else if (low === 0x0d) rules.register = reader.uleb();
    else if (low === 0x0e) rules.offset = reader.uleb();
    else if (low === 0x10 || low === 0x16) {
      // An expression: that register is not known.
      rules.saved.delete(reader.uleb());
      reader.skipBlock();
    } else if (low === 0x0f) {
      rules.register = -1;
      reader.skipBlock();
    } else if (low === 0x2e) reader.uleb();
    else if (low !== 0x00) return false;
  }
  return true;
}
