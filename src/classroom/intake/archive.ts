// Archives of any kind, told apart by their first bytes.
import { concat, type Bytes } from '#util/bytes.js';
import { inWords, type Caps } from './caps.js';
import { shown, unusable, type Entry } from './entry.js';
import { nameOf } from './path.js';
import { readTar, readWhole, unzipped } from './tar.js';
import { readZip } from './zip.js';

const ARCHIVE = /\.(zip|tar|tgz|gz|taz|7z|rar|xz|txz|bz2|tbz2?|zst|lzma)$/i;

/** By its name alone: a document of an office program is a zip too, and nobody wants it unpacked. */
export function isArchive(name: string): boolean {
  return ARCHIVE.test(name);
}

/** Without the ends that say what kind of archive it is. */
export function archiveStem(name: string): string {
  return name.replace(ARCHIVE, '').replace(/\.tar$/i, '');
}

const FOREIGN: readonly (readonly [string, readonly number[]])[] = [
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['compressed by xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['compressed by bzip2', [0x42, 0x5a, 0x68]],
  ['compressed by zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];
const ZIP = [0x50, 0x4b];
const GZIP = [0x1f, 0x8b];
const TAR_MAGIC_AT = 257;
const TAR_MAGIC = [0x75, 0x73, 0x74, 0x61, 0x72];

/**
 * What an archive holds. Nothing is written anywhere, and archives in it stay closed.
 *
 * @param path of the archive, as a person knows it
 * @throws IpclabError `usage`: why it cannot be opened, in a sentence
 */
export async function readArchive(archive: Bytes, path: string, caps: Caps): Promise<Entry[]> {
  const name = shown(path);
  if (archive.length === 0) throw unusable(`${name} is empty; hand it in again`);
  if (archive.length > caps.archive)
    throw unusable(`${name} is larger than ${inWords(caps.archive)}; hand in the sources alone`);
  if (startsWith(archive, ZIP)) return readZip(archive, name, caps);
  if (startsWith(archive, GZIP)) {
    const parts = (): AsyncGenerator<Bytes> => unzipped(archive, name, caps);
    if (isTar(await beginning(parts()))) return readTar(parts(), name, caps);
    const own = nameOf(path);
    return [await readWhole(archiveStem(own) || own, parts())];
  }
  if (isTar(archive)) return readTar(inOnePart(archive), name, caps);
  for (const [what, magic] of FOREIGN) {
    if (startsWith(archive, magic)) throw unusable(`${name} is ${what}; hand in a zip or a tar.gz`);
  }
  throw unusable(`${name} has the name of an archive but is not one, or is incomplete; hand it in again`);
}

async function beginning(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  let start: Bytes = new Uint8Array();
  for await (const part of parts) {
    start = concat([start, part]);
    if (start.length >= TAR_MAGIC_AT + TAR_MAGIC.length) break;
  }
  return start;
}

async function* inOnePart(bytes: Bytes): AsyncGenerator<Bytes> {
  yield await Promise.resolve(bytes);
}

function isTar(bytes: Bytes): boolean {
  return startsWith(bytes.subarray(TAR_MAGIC_AT), TAR_MAGIC);
}

function startsWith(bytes: Bytes, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
