// What a call instruction of i386 calls: a function of its own file, or by a stub of the linker one of another file.
import { sectionOf, textAt, type ElfFile, type Section } from './file.js';

/** A function, by its address in the same file, or by its name in another one. */
export type Callee = { readonly address: number } | { readonly name: string };

const CALL = 0xe8;
const CALL_SIZE = 5;
/** SHT_REL. */
const RELOCATIONS = 9;
const RELOCATION_SIZE = 8;
const SYMBOL_SIZE = 16;
/** `endbr32`, where a jump may land. */
const LANDING = [0xf3, 0x0f, 0x1e, 0xfb];

/**
 * What is called by the instruction that ends at an address.
 *
 * @param address as the linker gave it: where a call returns to
 * @returns undefined: no direct call ends there
 */
export function calleeBefore(elf: ElfFile, address: number): Callee | undefined {
  const code = bytesAt(elf, address - CALL_SIZE);
  if (code?.getUint8(0) !== CALL) return undefined;
  const target = (address + code.getInt32(1, true)) >>> 0;
  const name = nameOfStub(elf, target);
  return name === undefined ? { address: target } : { name };
}

/** The function that an entry of a procedure linkage table jumps to. */
function nameOfStub(elf: ElfFile, address: number): string | undefined {
  let code = bytesAt(elf, address);
  if (code && LANDING.every((byte, at) => code?.getUint8(at) === byte)) code = bytesAt(elf, address + LANDING.length);
  if (code?.getUint8(0) !== 0xff) return undefined;
  const operand = code.getUint32(2, true);
  // Through a slot at an address, or in a program that may lie anywhere from the table's beginning on.
  const form = code.getUint8(1);
  if (form === 0x25) return nameOfSlot(elf, operand);
  const table = sectionOf(elf, '.got.plt') ?? sectionOf(elf, '.got');
  return form === 0xa3 && table ? nameOfSlot(elf, (table.address + operand) >>> 0) : undefined;
}

function nameOfSlot(elf: ElfFile, slot: number): string | undefined {
  for (const { content, link } of elf.sections.filter(({ type }) => type === RELOCATIONS)) {
    const view = viewOf(content);
    for (let at = 0; at + RELOCATION_SIZE <= content.length; at += RELOCATION_SIZE) {
      if (view.getUint32(at, true) === slot)
        return nameOfSymbol(elf, elf.sections[link], view.getUint32(at + 4, true) >>> 8);
    }
  }
  return undefined;
}

function nameOfSymbol(elf: ElfFile, table: Section | undefined, index: number): string | undefined {
  const strings = table && elf.sections[table.link]?.content;
  const at = index * SYMBOL_SIZE;
  if (!table || !strings || at + SYMBOL_SIZE > table.content.length) return undefined;
  return textAt(strings, viewOf(table.content).getUint32(at, true));
}

/** As much as an instruction needs, or nothing. */
function bytesAt({ sections }: ElfFile, address: number): DataView | undefined {
  const room = 6;
  const section = sections.find(
    (one) => one.address !== 0 && address >= one.address && address + room <= one.address + one.content.length,
  );
  return section && viewOf(section.content.subarray(address - section.address));
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
