// The image that a lab is judged with.
import { DEFAULT_IMAGES, openImage, type Image } from '#hosts/node/image.js';
import { IpclabError } from '#util/error.js';
import type { StoredLab } from './lab.js';

type WithLab = Pick<StoredLab, 'lab'>;

/** Name of the image that a lab is judged with unless somebody names another. */
export function labImageName({ lab }: WithLab): string {
  return lab.image ?? DEFAULT_IMAGES.lab;
}

/**
 * @param named by whoever judges; undefined: the lab's own
 * @throws IpclabError `image-missing` or `image-corrupt`, with what to do
 */
export function openLabImage(stored: WithLab, named: string | undefined): Promise<Image> {
  return openImage(named ?? labImageName(stored));
}

/**
 * Name of the image for a page that checks all of these labs as they are graded; without a lab, that of pages.
 *
 * @throws IpclabError `usage` when they are graded with several
 */
export function commonImageName(labs: readonly Pick<StoredLab, 'lab' | 'name'>[]): string {
  const [first, ...others] = labs;
  if (!first) return DEFAULT_IMAGES.page;
  const name = labImageName(first);
  const other = others.find((one) => labImageName(one) !== name);
  if (!other) return name;
  throw new IpclabError(
    'usage',
    `${first.name} is graded with ${name} and ${other.name} with ${labImageName(other)}; make a kit for each, or name an image with --image`,
  );
}
