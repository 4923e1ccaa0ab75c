// A state as v86 saves it, taken apart: its devices, which are v86's business, and the guest's memory.
import { concat, decodeText, encodeText, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { PAGE_SIZE, type Pages } from './pages.js';

/** The file begins with 4 words: a magic number, the format's version, the file's size, the size of the JSON text that follows. */
const HEADER = 16;
const SIZE = 2;
const JSON_SIZE = 3;
/** Places of the processor's state for the pages that are not zero, and for a bit for each page. */
const PACKED_MEMORY = 77;
const BITMAP = 78;

interface Info {
  buffer_infos: { offset: number; length: number }[];
  readonly state: ({ readonly buffer_id: number } | null)[];
}

/** @returns the size of the whole file */
export function sizeOfState(header: Uint8Array): number {
  return wordsOf(header)[SIZE] ?? 0;
}

export interface SavedParts {
  /** A state that v86 restores, with a memory of zeros. */
  readonly devices: Bytes;
  readonly memory: Pages;
}

/** @throws IpclabError `image-corrupt` when v86 writes another format */
export function takeApart(state: Uint8Array): SavedParts {
  const { memory, withMemory } = partsOf(state);
  return { devices: withMemory({ numbers: new Uint32Array(0), bytes: new Uint8Array(0) }), memory };
}

/**
 * The same state with another content of the guest's pages; those that become zero take no room.
 *
 * @param change given a page's number and its content, which it may write to
 * @throws IpclabError `image-corrupt` when v86 writes another format
 */
export function changePages(state: Uint8Array, change: (number: number, page: Uint8Array) => void): Bytes {
  const { memory, withMemory } = partsOf(state);
  const bytes = memory.bytes.slice();
  const kept = [...memory.numbers].flatMap((number, index) => {
    const page = bytes.subarray(index * PAGE_SIZE, (index + 1) * PAGE_SIZE);
    change(number, page);
    return page.some((byte) => byte !== 0) ? [{ number, page }] : [];
  });
  return withMemory({
    numbers: Uint32Array.from(kept, ({ number }) => number),
    bytes: concat(kept.map(({ page }) => page)),
  });
}

interface Parts {
  readonly memory: Pages;
  /** The state with another memory. */
  readonly withMemory: (memory: Pages) => Bytes;
}

function partsOf(state: Uint8Array): Parts {
  const jsonSize = wordsOf(state)[JSON_SIZE] ?? 0;
  // A copy: no text is decoded from memory that threads share.
  const info = parse(state.slice(HEADER, HEADER + jsonSize));
  const first = align(HEADER + jsonSize);
  const contents = info.buffer_infos.map(({ offset, length }) =>
    state.subarray(first + offset, first + offset + length),
  );
  const [packed, bitmap] = [bufferOf(info, PACKED_MEMORY), bufferOf(info, BITMAP)];
  const [bytes, bits] = [contents[packed], contents[bitmap]];
  if (!bytes || !bits) throw otherFormat();
  const numbers: number[] = [];
  for (let page = 0; page < bits.length * 8; page++) {
    if (((bits[page >> 3] ?? 0) >> (page & 7)) & 1) numbers.push(page);
  }
  if (numbers.length * PAGE_SIZE !== bytes.length) throw otherFormat();
  return {
    memory: { numbers: Uint32Array.from(numbers), bytes },
    withMemory: (memory) => {
      const others = [...contents];
      others[packed] = memory.bytes;
      others[bitmap] = bitmapOf(memory.numbers, bits.length);
      return putTogether(state, info, others);
    },
  };
}

function bitmapOf(numbers: Uint32Array, size: number): Uint8Array {
  const bits = new Uint8Array(size);
  for (const page of numbers) bits[page >> 3] = (bits[page >> 3] ?? 0) | (1 << (page & 7));
  return bits;
}

function putTogether(state: Uint8Array, info: Info, contents: readonly Uint8Array[]): Bytes {
  let end = 0;
  const buffer_infos = contents.map(({ length }) => {
    const offset = end;
    end = align(offset + length);
    return { offset, length };
  });
  const json = encodeText(JSON.stringify({ ...info, buffer_infos }));
  const first = align(HEADER + json.length);
  const result = new Uint8Array(first + end);
  result.set(state.subarray(0, HEADER));
  const words = wordsOf(result);
  words[SIZE] = result.length;
  words[JSON_SIZE] = json.length;
  result.set(json, HEADER);
  contents.forEach((content, index) => {
    result.set(content, first + (buffer_infos[index]?.offset ?? 0));
  });
  return result;
}

function parse(json: Uint8Array): Info {
  try {
    return JSON.parse(decodeText(json)) as Info;
  } catch {
    throw otherFormat();
  }
}

function bufferOf({ state }: Info, place: number): number {
  return state[place]?.buffer_id ?? -1;
}

function wordsOf(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, HEADER / 4);
}

function align(size: number): number {
  return (size + 3) & ~3;
}

function otherFormat(): IpclabError {
  return new IpclabError(
    'image-corrupt',
    'the snapshot is in another format than this v86 writes; build the image again with: make image',
  );
}
