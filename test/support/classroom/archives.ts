// Archives as students' tools write them, and as no honest tool does.
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';

export interface ZipItem {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Of Unix, such as 0o120777 for a symbolic link. */
  readonly mode?: number;
  readonly flags?: number;
  /** What is said of its size, whatever it is. */
  readonly claims?: number;
  readonly crc?: number;
  /** To two seconds, in the time zone of this machine, as MS-DOS had it. */
  readonly modified?: Date;
}

const UTF8 = 0x800;
const DEFLATED = 8;

/** A zip of these entries, in this order, with every field as it is asked for. */
export function zip(items: readonly ZipItem[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, content = '', mode = 0o100644, flags = UTF8, claims, crc, modified } of items) {
    const raw = Buffer.from(name);
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(DEFLATED, 4);
    if (modified) common.writeUInt32LE(dosTime(modified), 6);
    common.writeUInt32LE(crc ?? crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? plain.length, 18);
    common.writeUInt16LE(raw.length, 22);
    const header = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, raw, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(at, 10);
    const madeOnUnix = Buffer.from([20, 3]);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), madeOnUnix, common, rest, raw]));
    local.push(header);
    at += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(items.length, 4);
  end.writeUInt16LE(items.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\u0005\u0006'), end]);
}

function dosTime(date: Date): number {
  const day = ((date.getFullYear() - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

/** A zip of files by their path. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return zip(Object.entries(files).map(([name, content]) => ({ name, content })));
}

export interface TarItem extends Partial<Header> {
  readonly name: string;
  readonly content?: string;
}

export async function tar(items: readonly TarItem[]): Promise<Buffer> {
  const archive = pack();
  const whole = buffer(archive);
  for (const { content, ...header } of items) {
    const sink = archive.entry(header, content ?? '');
    if (!sink.destroyed) await once(sink, 'finish').catch(() => undefined);
  }
  archive.finalize();
  return whole;
}

export async function tarGzip(items: readonly TarItem[]): Promise<Buffer> {
  return gzipSync(await tar(items));
}
