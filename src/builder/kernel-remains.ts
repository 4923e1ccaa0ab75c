// What a boot loader has put into memory, which nothing reads once the kernel has unpacked itself.
import { PAGE_SIZE } from '#machine/pages.js';

/** Where the part of a bzImage that is not its setup goes, by the boot protocol. */
const LOADED_AT = 0x10_0000;
/** Of the setup: its sectors besides the first; 0 stands for 4. */
const SETUP_SECTORS = 0x1f1;
const SECTOR = 512;

/**
 * Clears what is left in memory of a bzImage as it was loaded. The agent clears what is free by taking it, and does not reach
 * this: the kernel keeps the lowest 16 MiB back for itself. Some of it has become pages of its own since, in which it has
 * written no more than a pointer, so what counts is each word, in a page where most words are the file's.
 *
 * @param kernel the file
 * @returns does that to the page with this number
 */
export function clearRemains(kernel: Uint8Array): (number: number, page: Uint8Array) => void {
  const sectors = kernel[SETUP_SECTORS];
  const start = (1 + (sectors === undefined || sectors === 0 ? 4 : sectors)) * SECTOR;
  return (number, page) => {
    const at = start + number * PAGE_SIZE - LOADED_AT;
    if (at < start || at + PAGE_SIZE > kernel.length) return;
    const [words, loaded] = [wordsOf(page), wordsOf(kernel.slice(at, at + PAGE_SIZE))];
    const remains = [...loaded.keys()].filter((index) => words[index] === loaded[index]);
    if (remains.length > words.length / 2) for (const index of remains) words[index] = 0;
  };
}

function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}
