// The Debian packages of an image.
import { IpclabError } from '#util/error.js';
import { download, readDebs, type Deb } from './debian.js';
import type { Definition } from './definition.js';
import type { Store } from './store.js';

const KERNEL_SOURCE = 'linux-source-6.1';
const BIOS = 'seabios';
/** What the agent is compiled and linked against. */
const AGENT_LIBRARIES = ['libc6', 'libc6-dev', 'linux-libc-dev', 'libgcc-12-dev'];

/** What an image is made of, by what it is for. */
export interface Packages {
  readonly bios: Deb;
  readonly kernelSource: Deb;
  readonly agentLibraries: readonly Deb[];
  /** Of which something is in the root file system. */
  readonly contents: readonly Deb[];
  /** All of them, once each, by name. */
  readonly all: readonly Deb[];
}

/**
 * Downloads what is not here yet. What all images share is one step, and what a layer adds is another: an image that is
 * added or changed leaves the packages of the others as they are.
 *
 * @param update look for newer versions
 */
export async function fetchPackages(store: Store, { layers }: Definition, update: boolean): Promise<Packages> {
  const debs = new Map<string, Deb>();
  const [shared, ...own] = layers;
  const sets = [
    { step: 'packages', names: [BIOS, KERNEL_SOURCE, ...AGENT_LIBRARIES, ...(shared?.packages ?? [])] },
    ...own.map(({ shelf, packages }) => ({ step: `packages-${shelf}`, names: packages })),
  ];
  for (const { step, names } of sets) {
    const missing = [...new Set(names)].filter((name) => !debs.has(name)).sort();
    if (missing.length === 0) continue;
    if (update) await store.forget(step);
    const folder = await store.step(step, { names: missing.join(' ') }, (out) =>
      download(missing, out, store.scratch('apt')),
    );
    for (const deb of await readDebs(folder)) debs.set(deb.name, deb);
  }
  const find = (name: string): Deb => {
    const deb = debs.get(name);
    if (!deb) throw new IpclabError('build-failed', `the registry has no package ${name} for i386`);
    return deb;
  };
  return {
    bios: find(BIOS),
    kernelSource: find(KERNEL_SOURCE),
    agentLibraries: AGENT_LIBRARIES.map(find),
    contents: [...new Set(layers.flatMap(({ packages }) => packages))].map(find),
    all: [...debs.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
