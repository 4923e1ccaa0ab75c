// Digests of inputs.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { IpclabError } from '#util/error.js';

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
 * The digest by which an image is known.
 *
 * @param state file of the snapshot
 * @param warm file of the compiled code, compressed with zstd; another version of zstd may write the same in other bytes
 * @throws IpclabError `build-failed`
 */
export async function imageDigest(state: string, warm: string): Promise<string> {
  return digestInputs({ state: await digestFile(state), warm: await digestUnpacked(warm) });
}

async function digestUnpacked(path: string): Promise<string> {
  const zstd = spawn('zstd', ['-q', '-d', '-c', path], { stdio: ['ignore', 'pipe', 'ignore'] });
  const hash = createHash('sha256');
  zstd.stdout.on('data', (chunk: Buffer) => hash.update(chunk));
  const [status] = (await once(zstd, 'close')) as [number | null];
  if (status !== 0) throw new IpclabError('build-failed', `zstd cannot unpack ${path}`);
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
