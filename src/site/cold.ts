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

/** What machines of the other images start from: a visit that has loaded them keeps them. */
export function laterFiles(plan: WebPlan): ReadonlySet<string> {
  return new Set(othersOf(plan).flatMap(({ artefacts: { stateZst, warmZst } }) => [stateZst, warmZst]));
}

/** Files that no visit keeps from the beginning: what only a boot takes, and every image but the first. */
export function coldFiles(plan: WebPlan): ReadonlySet<string> {
  const { artefacts } = firstImage(plan);
  return new Set([
    ...COLD.map((name) => artefacts[name]),
    ...othersOf(plan).flatMap((image) => Object.values(image.artefacts)),
  ]);
}

function othersOf(plan: WebPlan): WebImage[] {
  const { manifest } = firstImage(plan);
  return plan.images.filter((image) => image.manifest !== manifest);
}
