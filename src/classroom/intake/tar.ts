// Tar archives, plain or in gzip.
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { extract, type Header } from 'tar-stream';
import { concat, type Bytes } from '#util/bytes.js';
import type { Caps } from './caps.js';
import { shown, unusable, type Entry } from './entry.js';
import { isLitter } from './path.js';
import { tooMany } from './zip.js';

const unzip = promisify(gunzip);

/** @throws IpclabError `usage` when it is damaged, or unpacks to more than the caps allow */
export async function readGzip(archive: Bytes, name: string, { unpacked }: Caps): Promise<Bytes> {
  try {
    return new Uint8Array(await unzip(archive, { maxOutputLength: Math.max(1, unpacked) }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw unusable(`${name} unpacks to more than it may; hand in the sources alone`);
    throw unusable(`${name} is damaged or not whole (${shown(message)}); hand it in again`);
  }
}

/**
 * @param name of the archive, for the sentences
 * @throws IpclabError `usage` when it is no whole tar, or larger than the caps
 */
export async function readTar(archive: Bytes, name: string, caps: Caps): Promise<Entry[]> {
  const entries: Entry[] = [];
  const parser = extract();
  let listed = 0;
  const done = new Promise<void>((resolve, reject) => {
    parser.on('entry', (header, stream, next) => {
      if (listed++ === caps.listed) {
        reject(tooMany(name, caps.listed));
        return;
      }
      if (isLitter(header.name)) {
        stream.on('error', reject).on('end', next).resume();
        return;
      }
      if (entries.length === caps.entries) {
        reject(tooMany(name, caps.entries));
        return;
      }
      const parts: Uint8Array[] = [];
      stream.on('data', (part) => parts.push(part as Uint8Array));
      stream.on('error', reject);
      stream.on('end', () => {
        entries.push(tarEntry(header, concat(parts)));
        next();
      });
    });
    parser.on('error', (error: Error) => {
      reject(unusable(`${name} is damaged or not whole (${shown(error.message)}); hand it in again`));
    });
    parser.on('finish', resolve);
  });
  parser.end(Buffer.from(archive.buffer, archive.byteOffset, archive.length));
  try {
    await done;
  } finally {
    parser.destroy();
  }
  return entries;
}

function tarEntry({ name, type, mtime }: Header, content: Bytes): Entry {
  return {
    path: name,
    kind: kindOf(type),
    size: content.length,
    modified: mtime,
    read: () => Promise.resolve(content),
  };
}

function kindOf(type: Header['type']): Entry['kind'] {
  switch (type) {
    case 'file':
    case 'contiguous-file':
      return 'file';
    case 'directory':
      return 'folder';
    case 'link':
    case 'symlink':
      return 'link';
    default:
      return 'special';
  }
}
