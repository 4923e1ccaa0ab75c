import type { Image } from '#hosts/node/image.js';
import type { GradingHost } from './host.js';
import { NodeHost } from './node-host.js';

export const HOSTS = ['node', 'chromium'] as const;

export type HostKind = (typeof HOSTS)[number];

/** Machines start as they are needed, and live until the host is disposed of. */
export async function openHost(kind: HostKind, image: Image): Promise<GradingHost> {
  if (kind === 'node') return new NodeHost(image);
  // What drives a browser is loaded by those only who want one.
  const { ChromiumHost } = await import('./chromium-host.js');
  return new ChromiumHost(image);
}
