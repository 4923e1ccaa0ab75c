// Zip archives, read where they lie in memory.
import { crc32, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import { fromBufferPromise, getFileNameLowLevel, type Entry as ZipEntry, type ZipFile } from 'yauzl';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { Caps } from './caps.js';
import { shown, unusable, type Entry } from './entry.js';
import { isLitter } from './path.js';

const inflate = promisify(inflateRaw);

const UTF8_NAME = 0x800;
const MADE_ON_UNIX = 3;

/**
 * Nothing is unpacked before it is read. What nobody means to hand in is listed and thrown away: a class with a
 * `node_modules` in it is no larger than its sources.
 *
 * @param name of the archive, for the sentences
 * @throws IpclabError `usage` when it is no whole zip, or larger than the caps
 */
export async function readZip(archive: Bytes, name: string, caps: Caps): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    const zip = await fromBufferPromise(Buffer.from(archive.buffer, archive.byteOffset, archive.length), {
      lazyEntries: true,
      // A name that is none is left out; it does not spoil the whole archive.
      decodeStrings: false,
    });
    let listed = 0;
    let packed = 0;
    for await (const entry of zip.eachEntry()) {
      const found = zipEntry(zip, archive, entry, name);
      // Many entries that share one content are a bomb of any size; no tool that packs files makes them.
      packed += entry.compressedSize;
      if (packed > archive.length)
        throw unusable(`${name} is damaged: its files lie over each other; pack them again and hand it in again`);
      if (listed++ === caps.listed) throw tooMany(name, caps.listed);
      if (isLitter(found.path)) continue;
      if (entries.length === caps.entries) throw tooMany(name, caps.entries);
      entries.push(found);
    }
  } catch (error) {
    if (error instanceof IpclabError) throw error;
    throw unusable(`${name} is damaged or incomplete (${shown((error as Error).message)}); hand it in again`);
  }
  return entries;
}

export function tooMany(name: string, most: number): IpclabError {
  return unusable(`${name} holds more than ${most} files; hand in the sources alone`);
}

function zipEntry(zip: ZipFile, archive: Bytes, entry: ZipEntry, name: string): Entry {
  const path = decodeName(entry);
  return {
    path,
    kind: kindOf(path, entry),
    size: entry.uncompressedSize,
    modified: entry.getLastModDate(),
    read: async () => {
      if (entry.isEncrypted()) throw unusable(`${name} is encrypted; hand it in without a password`);
      try {
        return await content(zip, archive, entry);
      } catch (error) {
        throw unusable(`${shown(path)} in ${name} is damaged (${shown((error as Error).message)}); hand it in again`);
      }
    },
  };
}

/** Many tools write UTF-8 without saying so; what is none is in the characters of the IBM PC. */
function decodeName({ fileNameRaw, generalPurposeBitFlag, extraFields }: ZipEntry): string {
  const flags = isUtf8(fileNameRaw) ? generalPurposeBitFlag | UTF8_NAME : generalPurposeBitFlag;
  return getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function kindOf(path: string, { versionMadeBy, externalFileAttributes }: ZipEntry): Entry['kind'] {
  if (path.endsWith('/')) return 'folder';
  if (versionMadeBy >> 8 !== MADE_ON_UNIX) return 'file';
  switch ((externalFileAttributes >>> 28) & 0xf) {
    case 0o00:
    case 0o10:
      return 'file';
    case 0o04:
      return 'folder';
    case 0o12:
      return 'link';
    default:
      return 'special';
  }
}

const STORED = 0;
const DEFLATED = 8;

async function content(zip: ZipFile, archive: Bytes, entry: ZipEntry): Promise<Bytes> {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const packed = archive.subarray(fileDataStart, fileDataStart + compressedSize);
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    throw new Error(`it is compressed by method ${compressionMethod}, which is not known here`);
  const plain =
    compressionMethod === STORED ? packed : await inflate(packed, { maxOutputLength: Math.max(1, uncompressedSize) });
  if (plain.length !== uncompressedSize) throw new Error('its size is not the one that is written beside it');
  if (crc32(plain) !== entry.crc32) throw new Error('its checksum does not fit');
  return new Uint8Array(plain);
}
