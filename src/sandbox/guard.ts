// Keys, and how many runs an hour each is good for.
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler, RouteShorthandOptions } from 'fastify';
import type { Keys } from './keys.js';
import { Refusal } from './refusal.js';

const HOUR = 3_600_000;

export interface Guard {
  /** Of everything that wants a key: refuses in the API's words who has none. */
  readonly hook: onRequestAsyncHookHandler;
  /** Of each route where something is run. A key's runs are counted for each address that it comes from, over all routes. */
  readonly rated: RouteShorthandOptions;
}

/** @param keys undefined: whoever reaches the server may use it */
export async function guardOf(app: FastifyInstance, keys: Keys | undefined): Promise<Guard> {
  if (!keys) return { hook: () => Promise.resolve(), rated: {} };
  const runsOf = (request: FastifyRequest): number => keys.runsOf(keyOf(request) ?? '') ?? 0;
  await app.register(rateLimit, {
    global: false,
    timeWindow: HOUR,
    max: (request) => runsOf(request),
    allowList: (request) => runsOf(request) === 0,
    keyGenerator: (request) => `${keyOf(request) ?? ''} ${request.ip}`,
    errorResponseBuilder: () => new Refusal(429, 'Max RUN rate for this server exceeded'),
  });
  return {
    hook: async (request) => {
      // Asked for by a browser before the request itself, without a key.
      if (request.method === 'OPTIONS') return;
      const key = keyOf(request);
      if (key === undefined) throw new Refusal(403, 'Missing API key');
      if (keys.runsOf(key) === undefined) throw new Refusal(403, 'Unknown API key');
    },
    // One for all: a limit in the options of a route would be counted for that route alone.
    rated: { onRequest: app.rateLimit() },
  };
}

export function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['x-api-key'];
  return typeof key === 'string' && key !== '' ? key : undefined;
}
