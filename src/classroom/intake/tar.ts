// Tar archives, plain or in gzip.
import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { concat, type Bytes } from '#util/bytes.js';
import { hasCode } from '#util/error.js';
import { STUDENT_CAPS, type Caps } from './caps.js';
import { shown, unusable, type Entry } from './entry.js';
import { isLitter } from './path.js';
import { tooMany } from './zip.js';

/** Nobody reads a larger file of an archive, so its content is not held. */
const LARGEST_HELD = STUDENT_CAPS.archive;
/** Bytes that are unpacked at a time. */
const STEP = 256 * 1024;

/**
 * What is in a gzip, a part at a time: of a bomb no more is ever held than somebody keeps.
 *
 * @throws IpclabError `usage` when it is damaged, or unpacks to more than the caps allow
 */
export async function* unzipped(archive: Bytes, name: string, { unpacked }: Caps): AsyncGenerator<Bytes> {
  const parts = createGunzip({ chunkSize: STEP });
  parts.end(archive);
  let length = 0;
  try {
    for await (const part of parts as AsyncIterable<Bytes>) {
      length += part.length;
      if (length > unpacked) throw unusable(`${name} unpacks to more than it may; hand in the sources alone`);
      yield part;
    }
  } catch (error) {
    if (hasCode(error, 'usage')) throw error;
    throw unusable(`${name} is damaged or incomplete (${shown((error as Error).message)}); hand it in again`);
  }
}

/** All of it, which is not called a tar. */
export async function readWhole(path: string, parts: AsyncIterable<Bytes>): Promise<Entry> {
  const content = new Content();
  for await (const part of parts) content.add(part);
  return content.entry({ path, kind: 'file' });
}

/** The bytes of a file, or how many there are. */
class Content {
  #parts: Bytes[] = [];
  #size = 0;

  add(part: Bytes): void {
    this.#size += part.length;
    if (this.#size <= LARGEST_HELD) this.#parts.push(part);
    else this.#parts = [];
  }

  entry(about: Omit<Entry, 'size' | 'read'>): Entry {
    const content = concat(this.#parts);
    return { ...about, size: this.#size, read: () => Promise.resolve(content) };
  }
}

/**
 * @param archive its bytes in their order, in parts
 * @param name of the archive, for the sentences
 * @throws IpclabError `usage` when it is no whole tar, or larger than the caps
 */
export async function readTar(archive: AsyncIterable<Bytes>, name: string, caps: Caps): Promise<Entry[]> {
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
      const content = new Content();
      stream.on('data', (part) => {
        content.add(part as Bytes);
      });
      stream.on('error', reject);
      stream.on('end', () => {
        entries.push(content.entry(about(header)));
        next();
      });
    });
    parser.on('error', (error: Error) => {
      reject(unusable(`${name} is damaged or incomplete (${shown(error.message)}); hand it in again`));
    });
    parser.on('finish', resolve);
  });
  try {
    await Promise.all([done, feed(parser, archive, done)]);
  } finally {
    parser.destroy();
  }
  return entries;
}

/** @param ended rejects when the parser takes no more */
async function feed(
  parser: ReturnType<typeof extract>,
  archive: AsyncIterable<Bytes>,
  ended: Promise<void>,
): Promise<void> {
  for await (const part of archive) {
    if (!parser.write(part)) await Promise.race([once(parser, 'drain'), ended]);
  }
  parser.end(undefined);
}

function about({ name, type, mtime }: Header): Omit<Entry, 'size' | 'read'> {
  return { path: name, kind: kindOf(type), modified: mtime };
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
