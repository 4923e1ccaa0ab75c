import type { Unseen } from '../moments.js';

/**
 * Why nothing can be said about a moment.
 *
 * @param at `end`, `limit`, or the name of a look
 */
export function unseenWords(unseen: Unseen, at: string): string {
  switch (unseen) {
    case 'no-memory':
      return 'the guest had no memory left to look at what was there';
    case 'too-much':
      return 'there was too much to be told';
    case 'not-met':
      return at === 'limit'
        ? 'it met no limit at which it could be looked at'
        : `the script did not come to the look ${at}`;
  }
}
