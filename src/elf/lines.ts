// Which line of which file code comes from, whichever form a compiler writes that in.
import { dwarfRows } from './dwarf-lines.js';
import { sectionOf, type ElfFile } from './file.js';
import { stabRows } from './stabs.js';

/** From an address on, up to the next row. */
export interface LineRow {
  readonly address: number;
  /** Folder of the compilation, if it is known. */
  readonly directory: string;
  /** As the compiler was told it, relative to the folder, or absolute. */
  readonly file: string;
  /** 0: no line. */
  readonly line: number;
  /** Nothing is known of what is from here on. */
  readonly isEnd: boolean;
}

/** @returns undefined: it has no debug information, or no line for this address */
export function lineAt(elf: ElfFile, address: number): LineRow | undefined {
  try {
    const rows = sectionOf(elf, '.debug_line') ? dwarfRows(elf) : stabRows(elf);
    let best: LineRow | undefined;
    for (const row of rows) {
      if (row.address > address || (best && row.address < best.address)) continue;
      // Where one function ends another may begin.
      if (best?.address === row.address && row.isEnd) continue;
      best = row;
    }
    return best && !best.isEnd && best.line > 0 ? best : undefined;
  } catch (error) {
    // Damaged information is none.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
