// What an object defines and what it needs of others, as nm(1) shows it.
import { textAt, type ElfFile } from './file.js';

export interface ElfSymbol {
  readonly name: string;
  readonly value: number;
  readonly size: number;
  readonly kind: 'function' | 'object' | 'other';
  /** Whether other files see it. */
  readonly isGlobal: boolean;
  /** It may be missing, or be defined more than once. */
  readonly isWeak: boolean;
  readonly isDefined: boolean;
}

const SYMBOL_TABLE = 2;
const DYNAMIC = 11;
const KINDS: Readonly<Record<number, ElfSymbol['kind']>> = { 1: 'object', 2: 'function' };
const LOCAL = 0;
const WEAK = 2;

/** All of them, or of a library that was stripped those for other files. */
export function symbolsOf({ sections, wordSize }: ElfFile): ElfSymbol[] {
  const table = sections.find(({ type }) => type === SYMBOL_TABLE) ?? sections.find(({ type }) => type === DYNAMIC);
  const strings = table && sections[table.link]?.content;
  if (!table || !strings) return [];
  const { content } = table;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const entry = wordSize === 4 ? 16 : 24;
  return Array.from({ length: Math.floor(content.length / entry) }, (_, index) => {
    const at = index * entry;
    const isSmall = wordSize === 4;
    const info = view.getUint8(at + (isSmall ? 12 : 4));
    const word = (offset: number): number =>
      isSmall ? view.getUint32(at + offset, true) : Number(view.getBigUint64(at + offset, true));
    return {
      name: textAt(strings, view.getUint32(at, true)),
      value: word(isSmall ? 4 : 8),
      size: word(isSmall ? 8 : 16),
      kind: KINDS[info & 15] ?? 'other',
      isGlobal: info >> 4 !== LOCAL,
      isWeak: info >> 4 === WEAK,
      isDefined: view.getUint16(at + (isSmall ? 14 : 6), true) !== 0,
    };
  });
}

/** The function that an address lies in. */
export function functionAt(symbols: readonly ElfSymbol[], address: number): string | undefined {
  const functions = symbols.filter(
    ({ kind, isDefined, value }) => kind === 'function' && isDefined && value <= address,
  );
  // What has no size, as in assembly, goes on until the next one.
  const fitting = functions.filter(({ value, size }) => size === 0 || address < value + size);
  // Of several names the plain one: free, and not __libc_free or cfree.
  const underscores = (name: string): number => name.length - name.replace(/^_+/, '').length;
  const [first] = fitting.sort(
    (a, b) => b.value - a.value || underscores(a.name) - underscores(b.name) || a.name.length - b.name.length,
  );
  return first?.name;
}
