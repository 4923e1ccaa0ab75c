// The command line's way to a queue.
import { codeDigest } from '#queue/code.js';
import { readAddress } from '#queue/address.js';
import type { Ground } from '#queue/names.js';
import { QueueHost, type QueueHostOptions } from '#queue/queue-host.js';
import { packImage } from '#hosts/node/fetched-image.js';
import type { Image } from '#hosts/node/image.js';
import { tell } from './tell.js';

/** What this computer has. */
export async function groundOf({ manifest: { name, digest } }: Image): Promise<Ground> {
  return { code: await codeDigest(), image: { name, digest } };
}

/** @throws IpclabError `usage` when Redis cannot be reached */
export async function openQueue(
  queue: string,
  image: Image,
  options: Omit<QueueHostOptions, 'address' | 'ground' | 'image' | 'onNotice'>,
): Promise<QueueHost> {
  const [address, ground] = [await readAddress(queue), await groundOf(image)];
  return QueueHost.open({
    ...options,
    address,
    ground,
    image: () => packImage(image),
    onNotice: (sentence) => {
      tell([sentence]);
    },
  });
}
