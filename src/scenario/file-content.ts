// Files that a run finds in its working directory.
import { encodeText, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { xorshift32 } from '#util/xorshift.js';
import type { FileContent } from './schema.js';

/**
 * The bytes that a file's description stands for.
 *
 * @param own the files that it may name
 * @param where they are, for the message
 * @throws IpclabError `usage` when it names another
 */
export function fileContent(
  content: FileContent,
  own: Readonly<Record<string, Bytes>>,
  where = 'beside example.json',
): Bytes {
  if ('text' in content) return encodeText(content.text);
  if ('bytes' in content) return pseudoRandom(content.bytes, content.seed);
  const bytes = own[content.from];
  if (!bytes) throw new IpclabError('usage', `there is no file ${content.from} ${where}; add it there`);
  return bytes;
}

/** The same bytes for the same seed, everywhere. */
function pseudoRandom(size: number, seed: number): Bytes {
  const bytes = new Uint8Array(size);
  let state = (seed ^ 0x9e37_79b9) | 1;
  for (let at = 0; at < size; at++) {
    state = xorshift32(state);
    bytes[at] = state;
  }
  return bytes;
}
