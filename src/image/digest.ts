import { encodeText } from '#util/bytes.js';
import { sha256Now } from '#util/digest.js';

/**
 * The digest by which an image is known.
 *
 * @param state SHA-256 of the snapshot, unpacked
 * @param warm SHA-256 of the compiled code; not compressed, since another version of zstd may write the same in other bytes
 */
export function imageDigest(state: string, warm: string): string {
  return sha256Now(
    encodeText(
      JSON.stringify([
        ['state', state],
        ['warm', warm],
      ]),
    ),
  );
}
