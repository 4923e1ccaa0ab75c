// Lines as gcc writes them: the programs of section .debug_line, DWARF 2 to 5.
import { ByteReader } from '#util/byte-reader.js';
import { sectionOf, textAt, type ElfFile } from './file.js';
import type { LineRow } from './lines.js';

interface FileName {
  readonly name: string;
  readonly folder: number;
}

interface Header {
  readonly version: number;
  readonly unit: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  readonly operands: readonly number[];
  readonly folders: readonly string[];
  readonly files: FileName[];
  readonly addressSize: number;
}

export function dwarfRows(elf: ElfFile): LineRow[] {
  const section = sectionOf(elf, '.debug_line');
  if (!section) return [];
  const rows: LineRow[] = [];
  for (let at = 0; at < section.content.length;) {
    const reader = new ByteReader(section.content, at);
    const size = reader.u32();
    // Of more than 4 GiB: no program of anybody here.
    if (size >= 0xffff_fff0) break;
    at = reader.at + size;
    if (at > section.content.length) throw new RangeError('a table of lines ends after its section');
    const body = new ByteReader(section.content, reader.at, at);
    const header = readHeader(body, elf);
    if (header) runProgram(body, header, rows);
  }
  return rows;
}

function readHeader(reader: ByteReader, elf: ElfFile): Header | undefined {
  const version = reader.u16();
  if (version < 2 || version > 5) return undefined;
  const addressSize = version >= 5 ? reader.u8() : elf.wordSize;
  if (version >= 5) reader.u8();
  const length = reader.u32();
  const program = reader.at + length;
  const unit = reader.u8();
  if (version >= 4) reader.u8();
  reader.u8();
  const lineBase = reader.i8();
  const lineRange = reader.u8();
  const opcodeBase = reader.u8();
  const operands = Array.from({ length: opcodeBase - 1 }, () => reader.u8());
  const names = version >= 5 ? readTables(reader, elf) : readLists(reader);
  reader.at = program;
  return { version, unit, lineBase, lineRange, opcodeBase, operands, addressSize, ...names };
}

/** Before DWARF 5: the folder of the compilation is not among the folders. */
function readLists(reader: ByteReader): { folders: string[]; files: FileName[] } {
  const folders = [''];
  for (let name = reader.text(); name !== ''; name = reader.text()) folders.push(name);
  const files: FileName[] = [{ name: '', folder: 0 }];
  for (let name = reader.text(); name !== ''; name = reader.text()) {
    files.push({ name, folder: reader.uleb() });
    reader.uleb();
    reader.uleb();
  }
  return { folders, files };
}

function readTables(reader: ByteReader, elf: ElfFile): { folders: string[]; files: FileName[] } {
  const folders = readTable(reader, elf).map(({ name }) => name);
  return { folders, files: readTable(reader, elf) };
}

const PATH = 1;
const FOLDER = 2;

function readTable(reader: ByteReader, elf: ElfFile): FileName[] {
  const formats = Array.from({ length: reader.u8() }, () => ({ content: reader.uleb(), form: reader.uleb() }));
  const count = reader.uleb();
  if (count > reader.bytes.length) throw new RangeError('a table of lines has more names than bytes');
  return Array.from({ length: count }, () => {
    let name = '';
    let folder = 0;
    for (const { content, form } of formats) {
      const value = readForm(reader, form, elf);
      if (content === PATH && typeof value === 'string') name = value;
      if (content === FOLDER && typeof value === 'number') folder = value;
    }
    return { name, folder };
  });
}

/** DW_FORM_string, strp, line_strp, udata, data1 to 16, block. */
function readForm(reader: ByteReader, form: number, elf: ElfFile): string | number {
  const indirect = (section: string): string =>
    textAt(sectionOf(elf, section)?.content ?? new Uint8Array(1), reader.u32());
  switch (form) {
    case 0x08:
      return reader.text();
    case 0x0e:
      return indirect('.debug_str');
    case 0x1f:
      return indirect('.debug_line_str');
    case 0x0f:
      return reader.uleb();
    case 0x0b:
      return reader.u8();
    case 0x05:
      return reader.u16();
    case 0x06:
      return reader.u32();
    case 0x07:
      return reader.u64();
    case 0x1e:
      reader.at += 16;
      return 0;
    case 0x09:
      reader.skipBlock();
      return 0;
    default:
      throw new RangeError(`a table of lines has a form ${form}`);
  }
}

/** The machine of DWARF 5, section 6.2. */
function runProgram(reader: ByteReader, header: Header, rows: LineRow[]): void {
  const { unit, lineBase, lineRange, opcodeBase, operands } = header;
  const first = { address: 0, file: 1, line: 1 };
  let state = { ...first };
  const add = (isEnd = false): void => {
    rows.push({ address: state.address, ...nameOf(header, state.file), line: state.line, isEnd });
  };
  const special = (opcode: number): void => {
    const adjusted = opcode - opcodeBase;
    state.address += Math.floor(adjusted / lineRange) * unit;
    state.line += lineBase + (adjusted % lineRange);
  };
  while (!reader.isOver) {
    const opcode = reader.u8();
    if (opcode >= opcodeBase) {
      special(opcode);
      add();
    } else if (opcode === 0) {
      const size = reader.uleb();
      const next = reader.at + size;
      const extended = reader.u8();
      if (extended === 1) {
        add(true);
        state = { ...first };
      } else if (extended === 2) state.address = reader.unsigned(header.addressSize);
      reader.at = next;
    } else if (opcode === 1) add();
    else if (opcode === 2) state.address += reader.uleb() * unit;
    else if (opcode === 3) state.line += reader.sleb();
    else if (opcode === 4) state.file = reader.uleb();
    else if (opcode === 8) state.address += Math.floor((255 - opcodeBase) / lineRange) * unit;
    else if (opcode === 9) state.address += reader.u16();
    else for (let left = operands[opcode - 1] ?? 0; left > 0; left--) reader.uleb();
  }
}

function nameOf({ folders, files }: Header, index: number): { directory: string; file: string } {
  const { name = '', folder = 0 } = files[index] ?? {};
  const directory = folders[0] ?? '';
  const own = folder === 0 ? '' : (folders[folder] ?? '');
  if (own === '' || name.startsWith('/')) return { directory, file: name };
  const path = `${own}/${name}`;
  // gcc 12 has the folder of a file below that of the compilation absolute as well as relative.
  return {
    directory,
    file: directory !== '' && path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path,
  };
}
