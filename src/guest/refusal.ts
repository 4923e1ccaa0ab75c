import { IpclabError } from '#util/error.js';
import { errnoName, errnoText } from '#linux/errno.js';
import { PayloadReader } from '#protocol/payload.js';

/** The error that a `FAILED` message stands for. */
export function refusal(payload: Uint8Array): IpclabError {
  const reader = new PayloadReader(payload);
  const errno = reader.u32();
  const what = reader.string();
  return new IpclabError('guest-refused', `the guest refused: ${what}: ${errnoText(errno)}`, {
    errno: errnoName(errno),
    what,
  });
}
