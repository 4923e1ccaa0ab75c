// Memory as those of its pages that are not zero.

export const PAGE_SIZE = 4096;

/** Numbers in ascending order, and the pages' content in the same order. The bytes may be shared by threads. */
export interface Pages {
  readonly numbers: Uint32Array;
  readonly bytes: Uint8Array;
}

/** Pages that follow each other, as an address and their bytes. */
export interface Run {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * @param isZero whether the page at an address is
 * @param skip addresses from and to that do not count, on borders of pages
 */
export function pagesOf(
  memory: Uint8Array,
  isZero: (at: number) => boolean,
  skip: readonly [from: number, to: number] = [0, 0],
): Pages {
  const numbers: number[] = [];
  for (let at = 0; at < memory.length; at += PAGE_SIZE) {
    const skipped = at >= skip[0] && at < skip[1];
    if (!skipped && !isZero(at)) numbers.push(at / PAGE_SIZE);
  }
  const bytes = new Uint8Array(numbers.length * PAGE_SIZE);
  numbers.forEach((number, index) => {
    bytes.set(memory.subarray(number * PAGE_SIZE, (number + 1) * PAGE_SIZE), index * PAGE_SIZE);
  });
  return { numbers: Uint32Array.from(numbers), bytes };
}

/** @param base address of page 0 */
export function runsOf({ numbers, bytes }: Pages, base: number): Run[] {
  const runs: Run[] = [];
  let first = 0;
  for (let index = 1; index <= numbers.length; index++) {
    if (numbers[index] === (numbers[index - 1] ?? 0) + 1) continue;
    runs.push({
      at: base + (numbers[first] ?? 0) * PAGE_SIZE,
      bytes: bytes.subarray(first * PAGE_SIZE, index * PAGE_SIZE),
    });
    first = index;
  }
  return runs;
}

/** Takes a copy that all threads of this process share, where there is such memory and they are not there already. */
export function shared({ numbers, bytes }: Pages): Pages {
  if (typeof SharedArrayBuffer === 'undefined' || bytes.buffer instanceof SharedArrayBuffer) return { numbers, bytes };
  const common = new Uint8Array(new SharedArrayBuffer(bytes.length));
  common.set(bytes);
  return { numbers, bytes: common };
}
