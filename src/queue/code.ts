// Which code judges: two computers give one result for one job where their code is the same, to the byte.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';

const COMPILED = join(PACKAGE_ROOT, 'dist/src');

/** SHA-256 of the compiled files of the package, by path and content, hexadecimal. */
export async function codeDigest(): Promise<string> {
  const names = (await readdir(COMPILED, { recursive: true })).filter((name) => name.endsWith('.js')).sort();
  const all = createHash('sha256');
  for (const name of names) {
    const content = createHash('sha256').update(await readFile(join(COMPILED, name)));
    all.update(JSON.stringify([name, content.digest('hex')]));
  }
  return all.digest('hex');
}
