// Snapshots of images, unpacked once for all machines of this process.
import type { ClockOptions } from '#machine/guest-machine.js';
import { unpackSnapshot, type Snapshot } from '#machine/snapshot.js';
import type { Bytes } from '#util/bytes.js';
import { hasCode } from '#util/error.js';
import { readForAWhile, readShared, type Image } from './image.js';
import { v86Module } from './v86.js';

/** Whole ones, by the digests of their images. */
const unpacked = new Map<string, Promise<Snapshot>>();

/**
 * @param clock what repeats needs the compiled code; a person's machine starts without it when it is missing
 * @throws IpclabError `image-missing` or `image-corrupt` that names the file
 */
export async function snapshotOf(image: Image, clock: ClockOptions): Promise<Snapshot> {
  const key = image.manifest.digest;
  const reading = unpacked.get(key) ?? unpack(image);
  unpacked.set(key, reading);
  try {
    return await reading;
  } catch (error) {
    // What could not be read is read again the next time.
    unpacked.delete(key);
    if (clock.kind === 'real' && hasCode(error, 'image-missing')) return unpackCold(image);
    throw error;
  }
}

async function unpack(image: Image): Promise<Snapshot> {
  const warm = await readForAWhile(image, 'warm');
  try {
    return await unpackCold(image, warm.bytes);
  } finally {
    warm.giveBack();
  }
}

async function unpackCold(image: Image, warm?: Bytes): Promise<Snapshot> {
  const { time } = image.manifest.machine;
  return unpackSnapshot(await v86Module(), { state: await readShared(image, 'state'), time, warm });
}
