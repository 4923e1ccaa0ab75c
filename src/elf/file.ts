// The parts of an ELF file, elf(5): of an object, a program or a library, for 32 or 64 bits, least byte first.
import { decodeText } from '#util/bytes.js';

export interface Section {
  readonly name: string;
  readonly type: number;
  /** Where it is in memory; 0: nowhere. */
  readonly address: number;
  readonly content: Uint8Array;
  /** Index of a section that belongs to it: of a symbol table, the one with the names. */
  readonly link: number;
  /** Bytes of an entry of a table. */
  readonly entrySize: number;
}

/** A part of the file that is mapped into memory. */
export interface Segment {
  readonly offset: number;
  readonly address: number;
  /** Bytes of the file. */
  readonly size: number;
}

export interface ElfFile {
  /** Of an address: 4 or 8. */
  readonly wordSize: 4 | 8;
  /** ET_REL 1, ET_EXEC 2, ET_DYN 3, ET_CORE 4. */
  readonly type: number;
  readonly sections: readonly Section[];
  readonly segments: readonly Segment[];
}

const MAGIC = [0x7f, 0x45, 0x4c, 0x46, undefined, 1];
const NOBITS = 8;
const LOAD = 1;

/** @returns undefined: it is no such file, or a damaged one */
export function parseElf(bytes: Uint8Array): ElfFile | undefined {
  if (!MAGIC.every((byte, index) => byte === undefined || byte === bytes[index])) return undefined;
  const wordSize = bytes[4] === 1 ? 4 : bytes[4] === 2 ? 8 : undefined;
  if (wordSize === undefined) return undefined;
  try {
    return read(bytes, wordSize);
  } catch (error) {
    // It says that something lies where the file has already ended.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function read(bytes: Uint8Array, wordSize: 4 | 8): ElfFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): number =>
    wordSize === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
  const isSmall = wordSize === 4;
  const table = word(isSmall ? 32 : 40);
  const size = view.getUint16(isSmall ? 46 : 58, true);
  const count = view.getUint16(isSmall ? 48 : 60, true);
  const names = view.getUint16(isSmall ? 50 : 62, true);
  const headers = Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    const type = view.getUint32(at + 4, true);
    const offset = word(at + (isSmall ? 16 : 24));
    const length = type === NOBITS ? 0 : word(at + (isSmall ? 20 : 32));
    if (offset + length > bytes.length) throw new RangeError('a section ends after its file');
    return {
      name: view.getUint32(at, true),
      type,
      address: word(at + (isSmall ? 12 : 16)),
      content: bytes.subarray(offset, offset + length),
      link: view.getUint32(at + (isSmall ? 24 : 40), true),
      entrySize: word(at + (isSmall ? 36 : 56)),
    };
  });
  const strings = headers[names]?.content ?? new Uint8Array(0);
  return {
    wordSize,
    type: view.getUint16(16, true),
    sections: headers.map((header) => ({ ...header, name: textAt(strings, header.name) })),
    segments: segmentsOf(view, word, isSmall),
  };
}

function segmentsOf(view: DataView, word: (at: number) => number, isSmall: boolean): Segment[] {
  const table = word(isSmall ? 28 : 32);
  const size = view.getUint16(isSmall ? 42 : 54, true);
  const count = view.getUint16(isSmall ? 44 : 56, true);
  const starts = Array.from({ length: count }, (_, index) => table + index * size);
  return starts
    .filter((at) => view.getUint32(at, true) === LOAD)
    .map((at) => ({
      offset: word(at + (isSmall ? 4 : 8)),
      address: word(at + (isSmall ? 8 : 16)),
      size: word(at + (isSmall ? 16 : 32)),
    }));
}

/** The address that the linker gave to what stands there in the file. */
export function addressAt({ segments }: ElfFile, offset: number): number | undefined {
  const segment = segments.find((one) => offset >= one.offset && offset < one.offset + one.size);
  return segment && offset - segment.offset + segment.address;
}

export function sectionOf({ sections }: ElfFile, name: string): Section | undefined {
  return sections.find((section) => section.name === name);
}

/** A text that a zero ends, of a table of them. */
export function textAt(strings: Uint8Array, at: number): string {
  const end = strings.indexOf(0, at);
  return decodeText(strings.subarray(at, end < 0 ? undefined : end));
}
