import { IpclabError } from './error.js';

/**
 * Does what asks for much memory at once, and for nothing else that could be out of range: by its specification a RangeError
 * is how JavaScript and WebAssembly say there that there is none.
 *
 * @param what it is for, in a few words: "the machine's memory"
 * @throws IpclabError `no-memory`, or what the work throws
 */
export async function allocating<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new IpclabError('no-memory', `there is not enough memory for ${what}`, {}, { cause: error });
  }
}
