// From Debian's packages to an image that boots.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openImage, type Image } from '#hosts/node/image.js';
import { noteFolder } from '#hosts/node/image-notes.js';
import { v86Version } from '#hosts/node/v86.js';
import { imageDigest } from '#image/digest.js';
import { DEVICES, IMAGE_FORMAT, type ImageManifest } from '#image/manifest.js';
import { imageFolder, isFolder } from '#node/paths.js';
import { hasCode } from '#util/error.js';
import { assemble } from './assemble.js';
import { command } from './command.js';
import { packageInputs } from './debian.js';
import { readDefinition, type Definition } from './definition.js';
import { digestFile, type Inputs } from './digest.js';
import { allInputs, isCurrent, RECIPE, sourcesOf, type Sources } from './inputs.js';
import { fetchPackages, type Packages } from './packages.js';
import { learnCode } from './learn.js';
import { takeSnapshot, VGA_MEMORY, type BootFiles } from './snapshot.js';
import { buildAgent, buildKernel, packRootfs, unpackFirmware } from './steps.js';
import { Store } from './store.js';
import { BUILD_TOOLS, ensureTools } from './tools.js';

export interface BuildOptions {
  /** Look for newer versions of the Debian packages instead of taking those that are here. */
  readonly update?: boolean;
  /** Takes a line for each step that has something to do. */
  readonly report: (line: string) => void;
}

/** What the steps of one build share. */
interface Build {
  readonly definition: Definition;
  readonly sources: Sources;
  readonly packages: Packages;
  readonly store: Store;
  /** The compiler on this machine. */
  readonly toolchain: string;
}

/** Builds an image unless it is there and up to date. */
export async function buildImage(name: string, options: BuildOptions): Promise<Image> {
  const image = await buildIfOld(name, options);
  if (isFolder(name)) await noteFolder(image.manifest.digest, image.folder);
  return image;
}

async function buildIfOld(name: string, { update = false, report }: BuildOptions): Promise<Image> {
  const definition = await readDefinition(name);
  const sources = await sourcesOf(definition);
  if (!update) {
    // One of another version is built again as one that is not there.
    const built = await openImage(name).catch((error: unknown) => {
      if (hasCode(error, 'image-missing', 'image-corrupt')) return undefined;
      throw error;
    });
    if (built && (await isCurrent(built, sources))) return built;
  }
  await ensureTools(BUILD_TOOLS, 'building an image', report);
  const store = new Store(report);
  const packages = await fetchPackages(store, definition, update);
  const toolchain = (await command(['gcc', '--version'])).split('\n')[0] ?? '';
  const build: Build = { definition, sources, packages, store, toolchain };
  const { boot, kernelConfig } = await makeBootFiles(build);
  const snapshot = await makeSnapshot(build, boot);
  const warm = await makeWarm(build, snapshot);
  await assemble(imageFolder(name), await describe(build, kernelConfig, snapshot, warm), {
    ...boot,
    state: join(snapshot, 'state.bin'),
    stateZst: join(snapshot, 'state.bin.zst'),
    warm: join(warm, 'warm.bin'),
    warmZst: join(warm, 'warm.bin.zst'),
  });
  return openImage(name);
}

async function makeBootFiles({ definition, sources, packages, store, toolchain }: Build): Promise<{
  readonly boot: BootFiles;
  readonly kernelConfig: string;
}> {
  const { bios, kernelSource, agentLibraries, contents } = packages;
  const firmware = await store.step('firmware', { ...packageInputs([bios]), recipe: RECIPE }, (out) =>
    unpackFirmware(bios, out),
  );
  const kernelInputs = { ...packageInputs([kernelSource]), recipe: sources.kernel, toolchain };
  const kernel = await store.step('kernel', kernelInputs, (out) => buildKernel(definition, kernelSource, out));
  const agentInputs = { ...packageInputs(agentLibraries), recipe: sources.agent, toolchain };
  const agentFolder = await store.step('agent', agentInputs, (out) => buildAgent(definition, agentLibraries, out));
  const agent = join(agentFolder, 'agent');
  const rootfs = await store.step(
    `rootfs-${definition.shelf}`,
    { ...packageInputs(contents), recipe: sources.layers, agent: await digestFile(agent), toolchain },
    (out) => packRootfs(definition, { contents, agent, genInitCpio: join(kernel, 'gen_init_cpio') }, out),
  );
  return {
    boot: {
      bios: join(firmware, 'bios.bin'),
      vgaBios: join(firmware, 'vgabios-stdvga.bin'),
      kernel: join(kernel, 'bzImage'),
      rootfs: join(rootfs, 'rootfs.cpio'),
    },
    kernelConfig: join(kernel, 'kernel.config'),
  };
}

async function makeSnapshot({ definition, store }: Build, boot: BootFiles): Promise<string> {
  const digests = Object.entries(boot).map(async ([part, file]) => [part, await digestFile(file as string)] as const);
  const inputs: Inputs = {
    ...Object.fromEntries(await Promise.all(digests)),
    commandLine: definition.commandLine,
    memory: String(definition.memory),
    v86: await v86Version(),
    recipe: RECIPE,
  };
  return store.step(`snapshot-${definition.shelf}`, inputs, (out) => takeSnapshot(definition, boot, out));
}

async function makeWarm({ definition, sources, store }: Build, snapshot: string): Promise<string> {
  const inputs: Inputs = {
    state: await digestFile(join(snapshot, 'state.bin')),
    training: sources.training,
    format: String(IMAGE_FORMAT),
    recipe: RECIPE,
  };
  return store.step(`warm-${definition.shelf}`, inputs, (out) => learnCode(definition, snapshot, out));
}

async function describe(
  { definition, sources, packages, toolchain }: Build,
  kernelConfig: string,
  snapshot: string,
  warm: string,
): Promise<Omit<ImageManifest, 'artefacts'>> {
  const { name, description, memory, compiler, licences, commandLine } = definition;
  return {
    format: IMAGE_FORMAT,
    name,
    description,
    inputs: allInputs(sources, packages.all, toolchain),
    digest: imageDigest(await digestFile(join(snapshot, 'state.bin')), await digestFile(join(warm, 'warm.bin'))),
    machine: {
      memory,
      vgaMemory: VGA_MEMORY,
      devices: [...DEVICES],
      time: Number(await readFile(join(snapshot, 'time'), 'utf8')),
      v86: await v86Version(),
    },
    kernel: { commandLine, configuration: await digestFile(kernelConfig) },
    compiler: { ...compiler, version: await readFile(join(snapshot, 'compiler'), 'utf8') },
    packages: packages.all.map(({ name: packageName, version, architecture, source, sha256 }) => ({
      name: packageName,
      version,
      architecture,
      source,
      sha256,
      licence: licences[source.split('=')[0] ?? packageName] ?? 'NOASSERTION',
    })),
    toolchain,
  };
}
