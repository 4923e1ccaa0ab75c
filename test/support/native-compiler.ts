// What this machine's own compiler makes of a text.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @param flags words for the compiler
 * @param name of the source
 * @returns the bytes of the file that it wrote
 */
export function compiled(text: string, flags: readonly string[] = [], name = 't.c'): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'ipclab-cc-'));
  try {
    writeFileSync(join(folder, name), text);
    execFileSync('cc', [...flags, '-o', 'out', name], { cwd: folder });
    return new Uint8Array(readFileSync(join(folder, 'out')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
