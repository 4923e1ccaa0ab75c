// A connection to Redis: who cannot be reached at the start is told of; who goes away later is waited for.
import { Redis } from 'ioredis';
import { IpclabError } from '#util/error.js';
import type { Address } from './address.js';

/** Between two tries to come back, ms. */
const LONGEST_PAUSE = 2000;

/**
 * Connects. What is asked of a connection that is lost later is asked again when it is back.
 *
 * @throws IpclabError `usage` that says why nobody answers
 */
export async function connect({ shown, connection }: Address): Promise<Redis> {
  const redis = new Redis({
    ...connection,
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(100 * times, LONGEST_PAUSE),
  });
  let why = '';
  redis.on('error', (error: Error) => {
    why = reasonOf(error);
  });
  try {
    await redis.connect();
    await redis.ping();
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new IpclabError('usage', `${shown}: ${why === '' ? reasonOf(error as Error) : why}`, {}, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there; start redis-server, or give the address of another',
  ENOTFOUND: 'there is no such host; correct the address',
  EAI_AGAIN: 'the name of the host cannot be looked up; correct the address, or check the network',
  ETIMEDOUT: 'nobody answers there; check the address and the network',
  ECONNRESET: 'the connection was cut; where Redis speaks TLS, write rediss:// in place of redis://',
};

function reasonOf(error: Error): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known = REASONS[code ?? ''];
  if (known !== undefined) return known;
  if (/^(NOAUTH|WRONGPASS|ERR AUTH|NOPERM)/.test(message))
    return 'it wants another user or password; give the password in IPCLAB_REDIS_PASSWORD, or in a file that IPCLAB_REDIS_PASSWORD_FILE names';
  if (/certificate|self.signed|SSL|TLS/i.test(`${code ?? ''} ${message}`))
    return `TLS failed (${code ?? message}); name the authority's certificate in NODE_EXTRA_CA_CERTS, or write redis:// where Redis does without TLS`;
  return `it cannot be used (${message})`;
}
