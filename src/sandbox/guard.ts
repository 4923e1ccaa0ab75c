// Keys, and how many runs an hour each is good for.
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Keys } from './keys.js';
import { Refusal } from './refusal.js';

const HOUR = 3_600_000;

/** Who has no key is refused in the API's words; a key's runs are counted for each address that it comes from. */
export async function guard(api: FastifyInstance, keys: Keys): Promise<void> {
  api.addHook('onRequest', async (request) => {
    // Asked for by a browser before the request itself, without a key.
    if (request.method === 'OPTIONS') return;
    const key = keyOf(request);
    if (key === undefined) throw new Refusal(403, 'Missing API key');
    if (keys.runsOf(key) === undefined) throw new Refusal(403, 'Unknown API key');
  });
  const runsOf = (request: FastifyRequest): number => keys.runsOf(keyOf(request) ?? '') ?? 0;
  await api.register(rateLimit, {
    global: false,
    timeWindow: HOUR,
    max: (request) => runsOf(request),
    allowList: (request) => runsOf(request) === 0,
    keyGenerator: (request) => `${keyOf(request) ?? ''} ${request.ip}`,
    errorResponseBuilder: () => new Refusal(429, 'Max RUN rate for this server exceeded'),
  });
}

function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['x-api-key'];
  return typeof key === 'string' && key !== '' ? key : undefined;
}
