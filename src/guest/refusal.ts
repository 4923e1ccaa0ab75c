import { IpclabError } from '#util/error.js';
import { errnoName, errnoText } from '#linux/errno.js';
import { decodePayload } from '#protocol/codec.js';

/** The error that a `FAILED` message stands for. */
export function refusal(payload: Uint8Array): IpclabError {
  const { error: errno, what } = decodePayload('FAILED', payload);
  return new IpclabError('guest-refused', `the guest refused: ${what}: ${errnoText(errno)}`, {
    errno: errnoName(errno),
    what,
  });
}
