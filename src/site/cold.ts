import type { PageArtefact } from '#hosts/browser/parts.js';

/** What only the boot from power-on takes: big, and nothing that a visit without a network has to have. */
export const COLD = ['bios', 'vgaBios', 'kernel', 'rootfs'] as const satisfies readonly PageArtefact[];
