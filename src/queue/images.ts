// Images on their way to workers that lack them: a worker says which one, a grader of a class that needs it puts it into Redis.
import { setTimeout } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { keepImage, type PackedImage } from '#hosts/node/fetched-image.js';
import type { Image, ImageIdentity } from '#hosts/node/image.js';
import { keys } from './names.js';
import { keepParts, takeParts } from './parts.js';

const MIB = 1024 * 1024;

/** Bytes of each part, at most; in the order in which they are put there. */
const PARTS = { manifest: MIB, stateZst: 512 * MIB, warmZst: 512 * MIB } as const satisfies Record<
  keyof PackedImage,
  number
>;
const NAMES = Object.keys(PARTS) as (keyof PackedImage)[];

/** Seconds that an image stays in Redis after it was asked for, and a wish for it after it was said. */
const KEPT = 600;
const WISH = 30;

/** Between two looks whether it has come, ms. */
const PAUSE = 1000;

/** @returns whether a worker lacks it */
export async function isWanted(redis: Redis, digest: string): Promise<boolean> {
  return (await redis.exists(keys.wanted(digest))) === 1;
}

/** Puts an image where workers that lack it find it, for some minutes. */
export async function offerImage(redis: Redis, digest: string, image: PackedImage): Promise<void> {
  for (const name of NAMES) await keepParts(redis, keys.image(digest, name), image[name], KEPT);
}

/**
 * Asks for an image, and keeps it for good when it has come.
 *
 * @returns undefined: the signal fired
 * @throws IpclabError `image-corrupt` when what came is not what its digest says
 */
export async function fetchImage(
  redis: Redis,
  { name, digest }: ImageIdentity,
  signal: AbortSignal,
): Promise<Image | undefined> {
  while (!signal.aborted) {
    await redis.set(keys.wanted(digest), '1', 'EX', WISH);
    const packed = await take(redis, digest);
    if (packed) {
      await redis.del(keys.wanted(digest));
      return keepImage(digest, packed, `the image ${name} ${digest.slice(0, 12)} from the queue`);
    }
    await setTimeout(PAUSE, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

async function take(redis: Redis, digest: string): Promise<PackedImage | undefined> {
  const [manifest, stateZst, warmZst] = await Promise.all(
    NAMES.map((part) => takeParts(redis, keys.image(digest, part), PARTS[part])),
  );
  return manifest && stateZst && warmZst ? { manifest, stateZst, warmZst } : undefined;
}
