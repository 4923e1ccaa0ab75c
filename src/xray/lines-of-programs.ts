// Lines of the sources for all calls of a recording, so that a page needs no program to show them.
import { parseElf, type ElfFile } from '#elf/file.js';
import { lineAt } from '#elf/lines.js';
import { functionAt, symbolsOf, type ElfSymbol } from '#elf/symbols.js';
import type { Bytes } from '#util/bytes.js';
import type { Recording } from './events.js';
import type { SourceLine } from './source-line.js';
import type { XrayData } from './xray-data.js';

/**
 * @param programOf a program by the path that exec(2) was given; undefined: it is not known, or has no debug information
 */
export function linesOfPrograms(
  { events }: Recording,
  programOf: (path: string) => ElfFile | undefined,
): NonNullable<XrayData['lines']> {
  const paths = new Map<number, string>();
  const lines = new Map<string, Map<number, SourceLine | undefined>>();
  const tables = new Map<string, readonly ElfSymbol[]>();
  for (const event of events) {
    if (event.kind === 'exec') paths.set(event.thread, event.path);
    // Threads execute what their process does.
    if (event.kind === 'fork') paths.set(event.child, paths.get(event.thread) ?? '');
    if (event.kind !== 'call') continue;
    const path = paths.get(event.thread) ?? paths.get(event.process) ?? '';
    const elf = programOf(path);
    if (!elf) continue;
    const known = lines.get(path) ?? new Map<number, SourceLine | undefined>();
    lines.set(path, known);
    const symbols = tables.get(path) ?? symbolsOf(elf);
    tables.set(path, symbols);
    for (const caller of event.callers)
      if (!known.has(caller - 1)) known.set(caller - 1, lineOf(elf, symbols, caller - 1));
  }
  return Object.fromEntries([...lines].map(([path, found]) => [path, Object.fromEntries(present(found))]));
}

/** @param programs as they were compiled, by the names under which they are executed in their folder */
export function linesOfBuilt(
  recording: Recording,
  programs: Readonly<Record<string, Bytes>>,
): NonNullable<XrayData['lines']> {
  const parsed = new Map<string, ElfFile | undefined>();
  return linesOfPrograms(recording, (path) => {
    const name = path.replace(/^\.\//, '');
    const content = Object.hasOwn(programs, name) ? programs[name] : undefined;
    if (content && !parsed.has(name)) parsed.set(name, parseElf(content));
    return parsed.get(name);
  });
}

function lineOf(elf: ElfFile, symbols: readonly ElfSymbol[], address: number): SourceLine | undefined {
  // Most callers are in libraries.
  const isOwn = elf.segments.some((segment) => address >= segment.address && address < segment.address + segment.size);
  const row = isOwn ? lineAt(elf, address) : undefined;
  return row && { file: row.file, line: row.line, function: functionAt(symbols, address) };
}

function present(lines: ReadonlyMap<number, SourceLine | undefined>): [string, SourceLine][] {
  return [...lines].flatMap(([address, line]) => (line ? [[String(address), line]] : []));
}
