// Places for compiled code: v86 has 899, and this project as many as its images need.
import { IpclabError } from '#util/error.js';
import type { CoreExports } from './v86.js';

/** v86's table has functions of its own first, and then the places. Place 0 stays empty. */
export const FIRST = 1024;

/**
 * gcc runs through 1,500 pages of code. With none left v86 drops all code and begins anew, so that what it compiles for a hostile
 * program stays within so many pages, each with 100 to 200 KB of the host's memory.
 */
export const PLACES = 2048;

/** As v86 makes them. */
const ITS_OWN = 899;

/**
 * Gives v86 more places. It keeps the free ones in a list that it never lets grow, since it makes it as long as it can get: a
 * longer list takes its place.
 *
 * @param core once it is initialized and before it compiles
 * @throws IpclabError `image-corrupt` when this is another v86 than the one it was made for
 */
export function addPlaces(core: CoreExports, table: WebAssembly.Table): void {
  const lists = findLists(core.memory.buffer);
  const size = PLACES - 1;
  const at = core.v86_malloc(size * Uint16Array.BYTES_PER_ELEMENT) >>> 0;
  // Memory may have grown for it, and then it is another buffer.
  const { buffer } = core.memory;
  new Uint16Array(buffer, at, size).set(Array.from({ length: size }, (_, index) => index + 1));
  for (const list of lists) new Uint32Array(buffer, list, 3).set([size, at, size]);
  table.grow(Math.max(0, FIRST + PLACES - table.length));
}

/**
 * Addresses of three words: how many the list has room for, where they are, how many they are. One is v86's, another what it
 * left on its stack when it made the list, where nobody looks any more.
 */
function findLists(buffer: ArrayBuffer): number[] {
  const words = new Uint32Array(buffer);
  const lists: number[] = [];
  for (let at = words.indexOf(ITS_OWN); at >= 0; at = words.indexOf(ITS_OWN, at + 1)) {
    if (words[at + 2] === ITS_OWN && isFull(buffer, words[at + 1] ?? 0)) lists.push(at * Uint32Array.BYTES_PER_ELEMENT);
  }
  if (lists.length > 0) return lists;
  throw new IpclabError(
    'image-corrupt',
    "this v86 is not the one that ipclab was made for: its list of places for compiled code is not found; install the version of v86 that ipclab's package.json names",
  );
}

function isFull(buffer: ArrayBuffer, at: number): boolean {
  const size = ITS_OWN * Uint16Array.BYTES_PER_ELEMENT;
  if (at % Uint16Array.BYTES_PER_ELEMENT !== 0 || at + size > buffer.byteLength) return false;
  return new Uint16Array(buffer, at, ITS_OWN).every((place, index) => place === index + 1);
}
