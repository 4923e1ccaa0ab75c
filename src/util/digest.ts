// SHA-256 (FIPS 180-4) wherever the code runs.
import { sha256 as computed } from '@noble/hashes/sha2.js';
import { toHex, type Bytes } from './bytes.js';

/**
 * In hexadecimal. A page that came over plain HTTP from another machine, as in a lab room, has no `crypto.subtle`: there it
 * is computed, which takes some ten times as long.
 */
export async function sha256(bytes: Bytes): Promise<string> {
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  return toHex(subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : computed(bytes));
}

/** In hexadecimal, without waiting: for what happens while a guest with a virtual clock runs, and for small things. */
export function sha256Now(bytes: Uint8Array): string {
  return toHex(computed(bytes));
}
