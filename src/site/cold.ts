import type { PageArtefact } from '#hosts/browser/parts.js';
import type { WebImage, WebPlan } from '#hosts/browser/web-parts.js';

/** What only the boot from power-on takes: big, and nothing that a visit without a network has to have. */
const COLD = ['bios', 'vgaBios', 'kernel', 'rootfs'] as const satisfies readonly PageArtefact[];

/** The image that a page starts with. */
export function firstImage({ images }: WebPlan): WebImage {
  const [first] = images;
  if (!first) throw new TypeError('a page without an image');
  return first;
}

/** Files that no visit keeps unless it has loaded them: what only a boot takes, and every image but the first. */
export function coldFiles(plan: WebPlan): ReadonlySet<string> {
  const { artefacts, manifest } = firstImage(plan);
  const others = plan.images.filter((image) => image.manifest !== manifest);
  return new Set([
    ...COLD.map((name) => artefacts[name]),
    ...others.flatMap((image) => Object.values(image.artefacts)),
  ]);
}
