// What is larger than Redis should take at a time: in parts, so that no single one keeps it from its other work.
import type { Redis } from 'ioredis';

/** Bytes of a part. */
const PART = 256 * 1024;

/**
 * Makes sure that it is there for some time.
 *
 * @param seconds after which it is forgotten unless somebody asks for it to be kept again
 */
export async function keepParts(redis: Redis, key: string, content: Uint8Array, seconds: number): Promise<void> {
  if ((await redis.expire(key, seconds)) === 1 && (await redis.hexists(key, 'size')) === 1) return;
  for (let at = 0; at < content.length; at += PART) {
    await redis.hset(key, String(at / PART), Buffer.from(content.subarray(at, at + PART)));
    // Who ends here leaves nothing for ever.
    await redis.expire(key, seconds);
  }
  // Last: who sees it sees all parts.
  await redis.hset(key, 'size', String(content.length));
  await redis.expire(key, seconds);
}

/**
 * @param largest bytes that are taken at all
 * @returns undefined: it is not there, or not whole
 */
export async function takeParts(redis: Redis, key: string, largest: number): Promise<Buffer | undefined> {
  const size = Number(await redis.hget(key, 'size'));
  if (!(size > 0 && size <= largest)) return undefined;
  const parts: Buffer[] = [];
  for (let at = 0; at < size; at += PART) {
    const part = await redis.hgetBuffer(key, String(at / PART));
    if (!part || part.length > PART) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
