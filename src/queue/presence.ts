// Who is there: workers and the classes that are being graded. Each says so again and again, and is forgotten when it does not.
import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import * as z from 'zod';
import { readAs } from '#util/parse-as.js';
import { keys, PREFIX } from './names.js';

const entry = z.strictObject({
  kind: z.enum(['worker', 'class']),
  name: z.string(),
  /** Where its process is. */
  host: z.string(),
  pid: z.int(),
  code: z.string(),
  image: z.strictObject({ name: z.string(), digest: z.string() }),
  /** At a time: that a worker runs, or that a class has in the queue. */
  jobs: z.int(),
  /** Since it began. */
  done: z.int(),
  /** Of a class, such as the name of its lab. */
  what: z.string().optional(),
});

export type Presence = z.output<typeof entry>;

/** Seconds after which who says nothing is forgotten, and ms between two words. */
const FORGOTTEN = 20;
const PAUSE = 2000;

/**
 * Says that somebody is there until it is disposed of.
 *
 * @param state as it is at that time
 * @param onWord called after each word
 */
export async function announce(
  redis: Redis,
  state: () => Omit<Presence, 'host' | 'pid'>,
  onWord: () => Promise<void> = () => Promise.resolve(),
): Promise<AsyncDisposable> {
  const say = async (): Promise<void> => {
    const { kind, name, ...rest } = state();
    const text = JSON.stringify({ kind, name, host: hostname(), pid: process.pid, ...rest });
    await redis.set(keys.present(kind, name), text, 'EX', FORGOTTEN);
    await onWord();
  };
  await say();
  // While Redis is away there is nobody to say it to; its client keeps what was said last.
  const timer = setInterval(() => {
    if (redis.status === 'ready') void say().catch(() => undefined);
  }, PAUSE);
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      const { kind, name } = state();
      // Said, and not waited for: where Redis is away, or says nothing, it forgets by itself.
      if (redis.status === 'ready') redis.del(keys.present(kind, name)).catch(() => undefined);
    },
  };
}

/** Everybody of one kind, by name. */
export async function present(redis: Redis, kind: Presence['kind']): Promise<Presence[]> {
  const found = new Set<string>();
  let cursor = '0';
  do {
    const [next, some] = await redis.scan(cursor, 'MATCH', `${PREFIX}:${kind}:*`, 'COUNT', 1000);
    for (const key of some) found.add(key);
    cursor = next;
  } while (cursor !== '0');
  if (found.size === 0) return [];
  const texts = await redis.mget(...found);
  const all = texts.flatMap((text) => {
    const reading = readAs(entry, text ?? '');
    return 'value' in reading ? [reading.value] : [];
  });
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}
