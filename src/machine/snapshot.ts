// What a machine starts from and goes back to.
import { decodeText, encodeText, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { mergeCode } from './merge-code.js';
import { shared, type Pages } from './pages.js';
import { sizeOfState, takeApart, type SavedParts } from './saved-state.js';
import { isZstd, ZstdReader } from './zstd.js';

/** Compiled code of the guest, with the memory of the processor that knows of it. */
export interface WarmPart {
  /** Size of the processor's memory, bytes. */
  readonly size: number;
  /** Where the guest's memory is in it. */
  readonly guestAt: number;
  /** The rest of it. */
  readonly pages: Pages;
  /** See `mergeCode`. */
  readonly code: WebAssembly.Module;
}

export interface Snapshot extends SavedParts {
  /** What the machine's clock showed, ms. */
  readonly time: number;
  /** Without it all code is interpreted at first, and no two runs are the same. */
  readonly warm: WarmPart | undefined;
}

/** A snapshot as it is in an image's files. */
export interface PackedSnapshot {
  /** As v86 saved it, or that compressed with zstd. The bytes may be shared by threads. */
  readonly state: Uint8Array;
  /** Milliseconds. */
  readonly time: number;
  /** As `packWarm` wrote it, or that compressed with zstd. */
  readonly warm?: Bytes | undefined;
}

/** What a machine has learnt, before it is written. */
export interface LearntCode {
  readonly size: number;
  readonly guestAt: number;
  readonly pages: Pages;
  readonly code: readonly (readonly [place: number, wasm: Uint8Array])[];
}

interface WarmHeader {
  readonly size: number;
  readonly guestAt: number;
  readonly pages: number;
  /** Bytes. */
  readonly code: number;
}

/**
 * @param wasm v86's WebAssembly
 */
export async function unpackSnapshot(wasm: WebAssembly.Module, packed: PackedSnapshot): Promise<Snapshot> {
  const { devices, memory } = takeApart(await unpackState(wasm, packed.state));
  const warm = packed.warm && (await unpackWarm(wasm, packed.warm));
  return { devices, memory: shared(memory), time: packed.time, warm };
}

async function unpackState(wasm: WebAssembly.Module, state: Uint8Array): Promise<Uint8Array> {
  if (!isZstd(state)) return state;
  const reader = await ZstdReader.open(wasm, state);
  const header = reader.read(16);
  const whole = new Uint8Array(sizeOfState(header));
  whole.set(header);
  whole.set(reader.read(whole.length - header.length), header.length);
  return whole;
}

export async function unpackWarm(wasm: WebAssembly.Module, packed: Bytes): Promise<WarmPart> {
  const reader = isZstd(packed) ? await ZstdReader.open(wasm, packed) : plainReader(packed);
  // A copy: they may be at any place of the file.
  const words = (count: number): Uint32Array => new Uint32Array(Uint8Array.from(reader.read(4 * count)).buffer);
  const [headerSize = 0] = words(1);
  const { size, guestAt, pages, code } = JSON.parse(decodeText(reader.read(headerSize))) as WarmHeader;
  const numbers = words(pages);
  const bytes = reader.read(4096 * pages);
  return {
    size,
    guestAt,
    pages: shared({ numbers, bytes }),
    code: new WebAssembly.Module(reader.read(code)),
  };
}

function plainReader(file: Bytes): Pick<ZstdReader, 'read'> {
  let at = 0;
  return { read: (size) => file.subarray(at, (at += size)) };
}

/** As {@link unpackWarm} reads it. */
export function packWarm({ size, guestAt, pages, code }: LearntCode): Uint8Array[] {
  const module = mergeCode(code);
  const header: WarmHeader = { size, guestAt, pages: pages.numbers.length, code: module.length };
  const text = encodeText(JSON.stringify(header));
  const { numbers, bytes } = pages;
  return [
    new Uint8Array(Uint32Array.of(text.length).buffer),
    text,
    new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
    bytes,
    module,
  ];
}

/** @throws IpclabError `image-missing` when a run would not repeat */
export function requireWarm(snapshot: Snapshot): WarmPart {
  if (snapshot.warm) return snapshot.warm;
  throw new IpclabError(
    'image-missing',
    "what repeats needs the image's compiled code, and this image has none; build it again with: make image",
  );
}
