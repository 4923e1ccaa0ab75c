// From Debian's packages to an image that boots.
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openImage, type Image } from '#hosts/node/image.js';
import { imageFolder, IMAGE_OUT, PACKAGE_ROOT } from '#node/paths.js';
import { v86Version } from '#hosts/node/v86.js';
import { DEVICES, type ArtefactName, type ImageManifest } from '#image/manifest.js';
import { IpclabError } from '#util/error.js';
import { command } from './command.js';
import { readDefinition, listedPackages, type Definition } from './definition.js';
import { digestFile, digestInputs, digestTree, type Inputs } from './digest.js';
import { download, readDebs, type Deb, type DebianPackage } from './debian.js';
import { takeSnapshot, VGA_MEMORY } from './snapshot.js';
import { Store } from './store.js';
import { BUILD_TOOLS, ensureTools } from './tools.js';

export interface BuildOptions {
  /** Look for newer versions of the Debian packages instead of taking those that are here. */
  readonly update?: boolean;
  /** Takes a line for each step that has something to do. */
  readonly report: (line: string) => void;
}

const KERNEL_SOURCE = 'linux-source-6.1';
const BIOS = 'seabios';
/** What the agent is compiled and linked against. */
const AGENT_LIBRARIES = ['libc6', 'libc6-dev', 'linux-libc-dev', 'libgcc-12-dev'];

/** Raise it when a change of the builder itself makes other images out of the same inputs. */
const RECIPE = '4';

/** Builds an image unless it is there and up to date. */
export async function buildImage(name: string, { update = false, report }: BuildOptions): Promise<Image> {
  const definition = await readDefinition(name);
  const sources = await sourceInputs(definition);
  if (!update) {
    const built = await openImage(name).catch(() => undefined);
    if (built && (await isCurrent(built, sources))) return built;
  }
  await ensureTools(BUILD_TOOLS, 'building an image', report);
  const store = new Store(report);
  const toolchain = (await command(['gcc', '--version'])).split('\n')[0] ?? '';

  const debs = await fetchPackages(store, definition, update);
  const find = (packageName: string): Deb => {
    const deb = debs.find((candidate) => candidate.name === packageName);
    if (!deb) throw new IpclabError('build-failed', `the registry has no package ${packageName} for i386`);
    return deb;
  };

  const firmware = await store.step('firmware', pick(find(BIOS)), (out) => extract([find(BIOS)], out));
  const kernelSource = find(KERNEL_SOURCE);
  const kernel = await store.step(
    'kernel',
    { ...pick(kernelSource), recipe: sources['kernel'] ?? '', toolchain },
    (out) => buildKernel(definition, kernelSource, out),
  );
  const libraries = AGENT_LIBRARIES.map(find);
  const agent = await store.step('agent', { ...pick(...libraries), recipe: sources['agent'] ?? '', toolchain }, (out) =>
    buildAgent(definition, libraries, out),
  );
  const contents = (await listedPackages(definition.layers)).map(find);
  const rootfsInputs: Inputs = {
    ...pick(...contents),
    recipe: sources['layers'] ?? '',
    agent: await digestFile(join(agent, 'agent')),
  };
  const rootfs = await store.step('rootfs', rootfsInputs, (out) =>
    packRootfs(definition, contents, join(agent, 'agent'), join(kernel, 'gen_init_cpio'), out),
  );

  const seabios = join(firmware, 'usr/share/seabios');
  const boot = {
    bios: join(seabios, 'bios.bin'),
    vgaBios: join(seabios, 'vgabios-stdvga.bin'),
    kernel: join(kernel, 'bzImage'),
    rootfs: join(rootfs, 'rootfs.cpio'),
  };
  const snapshotInputs: Inputs = {
    ...Object.fromEntries(
      await Promise.all(Object.entries(boot).map(async ([part, file]) => [part, await digestFile(file)] as const)),
    ),
    commandLine: definition.commandLine,
    memory: String(definition.memory),
    v86: await v86Version(),
    recipe: RECIPE,
  };
  const snapshot = await store.step('snapshot', snapshotInputs, (out) => takeSnapshot(definition, boot, out));

  const packages = [find(BIOS), kernelSource, ...libraries, ...contents].map(withoutFile);
  const manifest: Made = {
    time: Number(await readFile(join(snapshot, 'time'), 'utf8')),
    inputs: digestInputs({ ...sources, ...pick(...packages), toolchain }),
    kernel: { commandLine: definition.commandLine, configuration: await digestFile(join(kernel, 'kernel.config')) },
    compiler: { command: definition.compiler.command, version: await readFile(join(snapshot, 'compiler'), 'utf8') },
    packages: [...new Map(packages.map((entry) => [entry.name, entry])).values()].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
    toolchain,
  };
  await assemble(imageFolder(name), definition, manifest, {
    ...boot,
    state: join(snapshot, 'state.bin'),
    stateZst: join(snapshot, 'state.bin.zst'),
  });
  return openImage(name);
}

/** Digests of everything that an image is made of besides packages. */
async function sourceInputs({ folders, layers }: Definition): Promise<Inputs> {
  const [kernel, agent, ...own] = await Promise.all([
    digestTree(folders.kernel),
    digestTree(folders.agent),
    ...layers.map((layer) => digestTree(layer, IMAGE_OUT)),
  ]);
  return { kernel, agent, layers: own.join(' '), v86: await v86Version(), recipe: RECIPE };
}

async function isCurrent({ folder, manifest }: Image, sources: Inputs): Promise<boolean> {
  const { inputs, packages, toolchain, artefacts } = manifest;
  if (digestInputs({ ...sources, ...pick(...packages), toolchain }) !== inputs) return false;
  const sizes = await Promise.all(
    Object.values(artefacts).map(
      async ({ file, size }) => (await stat(join(folder, file)).catch(() => undefined))?.size === size,
    ),
  );
  return sizes.every(Boolean);
}

async function fetchPackages(store: Store, definition: Definition, update: boolean): Promise<Deb[]> {
  const names = [BIOS, KERNEL_SOURCE, ...AGENT_LIBRARIES, ...(await listedPackages(definition.layers))];
  const unique = [...new Set(names)].sort();
  if (update) await store.forget('packages');
  const folder = await store.step('packages', { names: unique.join(' ') }, (out) =>
    download(unique, out, store.scratch('apt')),
  );
  return readDebs(folder);
}

async function buildKernel({ folders }: Definition, source: Deb, out: string): Promise<void> {
  const unpacked = `${out}.source`;
  try {
    await extract([source], unpacked);
    await command([join(folders.kernel, 'build.sh'), join(unpacked, `usr/src/${KERNEL_SOURCE}.tar.xz`), out]);
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

async function buildAgent({ folders }: Definition, libraries: readonly Deb[], out: string): Promise<void> {
  const sysroot = `${out}.sysroot`;
  try {
    await extract(libraries, sysroot);
    const gcc = join(sysroot, 'usr/lib/gcc/i686-linux-gnu/12');
    const libc = join(sysroot, 'usr/lib/i386-linux-gnu');
    // The machine's own gcc makes 32-bit code as it is; start files and libraries are those of the guest.
    await command([
      'make',
      '-s',
      '-C',
      folders.agent,
      `OUT=${out}`,
      'agent',
      'CFLAGS=-O2 -g0 -m32 -march=i686 -std=c11 -Wall -Wextra',
      `CC=gcc --sysroot=${sysroot} -B${gcc} -B${libc}`,
      `LDFLAGS=-static-libgcc -s -Wl,--build-id=none -L${gcc} -L${libc}`,
    ]);
  } finally {
    await rm(sysroot, { recursive: true, force: true });
  }
}

async function packRootfs(
  { layers }: Definition,
  contents: readonly Deb[],
  agent: string,
  genInitCpio: string,
  out: string,
): Promise<void> {
  const debs = `${out}.debs`;
  try {
    await mkdir(debs);
    for (const { file } of contents) await copyFile(file, join(debs, basename(file)), constants.COPYFILE_FICLONE);
    await command([join(PACKAGE_ROOT, 'images/rootfs/build.sh'), debs, agent, genInitCpio, out, ...layers], {
      what: 'packing the root file system',
    });
  } finally {
    await rm(debs, { recursive: true, force: true });
  }
}

async function extract(debs: readonly Deb[], into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  for (const { file } of debs) await command(['dpkg-deb', '-x', file, into]);
}

type Made = Pick<ImageManifest, 'inputs' | 'kernel' | 'compiler' | 'packages' | 'toolchain'> & {
  readonly time: number;
};

/** Puts an image's parts and its manifest into place, all at once. */
async function assemble(
  folder: string,
  definition: Definition,
  made: Made,
  parts: Record<ArtefactName, string>,
): Promise<void> {
  const { time, ...rest } = made;
  const partial = join(dirname(folder), `.${definition.name}-${process.pid}.partial`);
  try {
    await mkdir(partial, { recursive: true });
    const artefacts: Partial<ImageManifest['artefacts']> = {};
    for (const [part, source] of Object.entries(parts) as [ArtefactName, string][]) {
      const file = basename(source);
      await copyFile(source, join(partial, file), constants.COPYFILE_FICLONE);
      artefacts[part] = { file, size: (await stat(source)).size, sha256: await digestFile(source) };
    }
    const manifest: ImageManifest = {
      format: 1,
      name: definition.name,
      description: definition.description,
      machine: {
        time,
        memory: definition.memory,
        vgaMemory: VGA_MEMORY,
        devices: [...DEVICES],
        v86: await v86Version(),
      },
      ...rest,
      artefacts: artefacts as ImageManifest['artefacts'],
    };
    await writeFile(join(partial, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function pick(...packages: readonly DebianPackage[]): Inputs {
  return Object.fromEntries(packages.map(({ name, version, sha256 }) => [`package ${name}`, `${version} ${sha256}`]));
}

function withoutFile({ name, version, architecture, source, sha256 }: Deb): DebianPackage {
  return { name, version, architecture, source, sha256 };
}
