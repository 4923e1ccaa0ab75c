// Lines of a program's source, for the addresses of a trace.
import { parseElf, sectionOf, type ElfFile } from '#elf/file.js';
import { lineAt } from '#elf/lines.js';
import type { Trace } from '#machine/trace.js';
import type { Bytes } from '#util/bytes.js';
import type { Line, LineOf } from './story.js';

/**
 * What the program's debug information says.
 *
 * @param program the file that was executed
 * @param sourceOf text of a source, as the compiler was told its name; empty: it is not here
 */
export function linesOf(program: Bytes, { first }: Pick<Trace, 'first'>, sourceOf: (file: string) => string): LineOf {
  const elf = parseElf(program);
  const known = new Map<number, Line | undefined>();
  const base = elf && first !== null ? loadAddress(elf, program, first) : 0;
  return (address) => {
    if (!known.has(address)) known.set(address, elf && lineOf(elf, address - base, sourceOf));
    return known.get(address);
  };
}

const LONGEST_TEXT = 60;
const SHARED_OBJECT = 3;
const ENTRY = 24;

/** A program that can be loaded anywhere begins with its entry. */
function loadAddress({ type }: ElfFile, bytes: Bytes, first: number): number {
  const entry = new DataView(bytes.buffer, bytes.byteOffset).getUint32(ENTRY, true);
  return type === SHARED_OBJECT ? first - entry : 0;
}

function lineOf(elf: ElfFile, address: number, sourceOf: (file: string) => string): Line | undefined {
  // Behind it are the stubs by which libraries are called; they are of no line.
  const code = sectionOf(elf, '.text');
  if (code && (address < code.address || address >= code.address + code.content.length)) return undefined;
  const row = lineAt(elf, address);
  if (!row) return undefined;
  const { file, line } = row;
  const text = sourceOf(file).split('\n')[line - 1]?.trim() ?? '';
  return { file, line, text: text === '' ? null : text.slice(0, LONGEST_TEXT) };
}
