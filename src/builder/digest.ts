// Digests of inputs.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Named inputs of a step: digests, versions, options. */
export type Inputs = Readonly<Record<string, string>>;

export function digestInputs(inputs: Inputs): string {
  const sorted = Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

export async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Digest of a folder: names, contents, links and whether a file is executable; not times and owners.
 *
 * @param except a folder in it that is made from it
 */
export async function digestTree(folder: string, except?: string): Promise<string> {
  const inputs: Record<string, string> = {};
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => except === undefined || !`${name}/`.startsWith(`${except}/`))
    .sort();
  for (const name of names) {
    const path = join(folder, name);
    const stat = await lstat(path);
    if (stat.isSymbolicLink()) inputs[name] = `-> ${await readlink(path)}`;
    else if (stat.isFile()) {
      const content = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      inputs[name] = `${(stat.mode & 0o100) === 0 ? 'file' : 'program'} ${content}`;
    }
  }
  return digestInputs(inputs);
}
