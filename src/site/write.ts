// A built site on disk, with what a server sends compressed.
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { makeFolders } from '#node/make-folders.js';
import { makeWhole } from '#node/whole-file.js';
import { ASSETS, type SiteFiles } from './site-files.js';
import { isCompressible } from './media-types.js';

/** Bytes; the highest quality takes seconds for more. */
const BEST_UP_TO = 4_000_000;

/** What a file weighs, bytes. */
export interface Weight {
  readonly name: string;
  readonly raw: number;
  /** As a browser gets it. */
  readonly sent: number;
}

/**
 * Writes a site in the place of the one before, whole or not at all. Beside each file that compresses there are
 * `NAME.br` and `NAME.gz`.
 */
export async function writeSite(files: SiteFiles, folder: string): Promise<Weight[]> {
  return makeWhole(
    folder,
    async (partial) => {
      // A web server is often another user.
      await chmod(partial, 0o755);
      return Promise.all([...files.all].map(([name, content]) => writeOne(name, content, partial, folder)));
    },
    { existing: 'replace', cure: 'give another folder' },
  );
}

async function writeOne(name: string, content: Uint8Array, to: string, before: string): Promise<Weight> {
  const path = join(to, name);
  await makeFolders(dirname(path));
  await writeFile(path, content);
  const sent = isCompressible(name) ? await writeCompressed(name, content, to, before) : content.length;
  return { name, raw: content.length, sent };
}

/** @returns the smallest size, bytes */
async function writeCompressed(name: string, content: Uint8Array, to: string, before: string): Promise<number> {
  const sizes = await Promise.all(
    Object.entries(COMPRESSIONS).map(async ([extension, compress]) => {
      // The same name under assets/ is the same content, which was compressed already.
      const known = name.startsWith(ASSETS) ? await readFile(join(before, name + extension)).catch(() => null) : null;
      const compressed = known ?? (await compress(content));
      await writeFile(join(to, name + extension), compressed);
      return compressed.length;
    }),
  );
  return Math.min(...sizes);
}

const brotli = promisify(brotliCompress);
const gz = promisify(gzip);

const COMPRESSIONS: Readonly<Record<string, (content: Uint8Array) => Promise<Buffer>>> = {
  '.br': (content) =>
    brotli(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: content.length > BEST_UP_TO ? 9 : 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  '.gz': (content) => gz(content, { level: 9 }),
};
