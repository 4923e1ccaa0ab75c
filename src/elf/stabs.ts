// Lines as tcc writes them: the symbols of a debugger of the 1980s, in sections .stab and .stabstr.
import { ByteReader } from '#util/byte-reader.js';
import { sectionOf, textAt, type ElfFile } from './file.js';
import type { LineRow } from './lines.js';

const FUNCTION = 0x24;
const LINE = 0x44;
const SOURCE = 0x64;
const INCLUDED = 0x84;

export function stabRows(elf: ElfFile): LineRow[] {
  const stabs = sectionOf(elf, '.stab');
  const strings = sectionOf(elf, '.stabstr')?.content;
  if (!stabs || !strings) return [];
  const rows: LineRow[] = [];
  const reader = new ByteReader(stabs.content);
  let directory = '';
  let file = '';
  let start = 0;
  while (!reader.isOver) {
    const name = textAt(strings, reader.u32());
    const type = reader.u8();
    reader.u8();
    const line = reader.u16();
    const value = reader.u32();
    if (type === SOURCE && name.endsWith('/')) directory = name.slice(0, -1);
    else if (type === SOURCE || type === INCLUDED) file = name;
    else if (type === FUNCTION) {
      // Without a name it is the function's end, and its value the size.
      if (name === '') rows.push({ address: start + value, directory, file, line: 0, isEnd: true });
      else start = value;
    } else if (type === LINE) rows.push({ address: start + value, directory, file, line, isEnd: false });
  }
  return rows;
}
