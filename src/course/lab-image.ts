// The image that a lab is judged with.
import { DEFAULT_IMAGES, openImage, type Image } from '#hosts/node/image.js';
import type { StoredLab } from './lab.js';

/**
 * @param named by whoever judges; undefined: the lab's own
 * @throws IpclabError `image-missing` or `image-corrupt`, with what to do
 */
export function openLabImage({ lab }: Pick<StoredLab, 'lab'>, named: string | undefined): Promise<Image> {
  return openImage(named ?? lab.image ?? DEFAULT_IMAGES.lab);
}
