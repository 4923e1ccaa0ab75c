// What an image is to be: the image.json of a folder, with the lists and files beside it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { compileLimits, containerLimits, lacks, sanitizers } from '#image/manifest.js';
import { ifThere } from '#node/file-error.js';
import { isFolder, PACKAGE_ROOT } from '#node/paths.js';
import { COMPILE_LIMITS, CONTAINER_LIMITS } from '#protocol/limits.js';
import { IpclabError } from '#util/error.js';
import { parseAs } from '#util/parse-as.js';
import { readList, readPairs } from './lists.js';

const IMAGES = join(PACKAGE_ROOT, 'images');

const compiler = z.strictObject({
  /** The compiler and the words before the names of sources: its default flags. */
  command: z.array(z.string()).min(1),
  /** The words after them, such as `-lm`. */
  libraries: z.array(z.string()).default([]),
  /** The command that prints its version. */
  version: z.array(z.string()).min(1),
  /** Of one compilation; what is not given is as in {@link COMPILE_LIMITS}. */
  limits: compileLimits.default({}),
  /** Of the container that it works in; what is not given is as in {@link CONTAINER_LIMITS}. */
  container: containerLimits.default({}),
  /** What of C it has not, and the image to name instead. */
  lacks: lacks.optional(),
  /** How a program is compiled that finds its own errors; without it there are none. */
  sanitizers: sanitizers.optional(),
});

const imageDefinition = z.strictObject({
  /** An image of images/ that this one adds to. */
  extends: z.string().optional(),
  description: z.string(),
  /** Bytes; v86 puts the root file system at 64 MiB, so a boot needs more. Default: as in the image it extends. */
  memory: z
    .int()
    .min(96 * 1024 * 1024)
    .optional(),
  /** Default: as in the image it extends. */
  compiler: compiler.optional(),
});

/** A folder that adds to the root file system: packages, files, a `prepare.sh` that is run on it. */
export interface Layer {
  /** What results of its own are filed under. */
  readonly shelf: string;
  readonly folder: string;
  /** Names of the Debian packages that its list has. */
  readonly packages: readonly string[];
}

export interface Definition {
  readonly name: string;
  /** What the results of its own steps are filed under: its name, or one shelf for all that are kept elsewhere. */
  readonly shelf: string;
  readonly description: string;
  /** Bytes. */
  readonly memory: number;
  readonly compiler: z.output<typeof compiler>;
  /** Folders that the kernel and the agent are built from. */
  readonly folders: Readonly<Record<'kernel' | 'agent', string>>;
  /** What makes the root file system, one over the other. */
  readonly layers: readonly Layer[];
  /** SPDX expressions by Debian source package. */
  readonly licences: Readonly<Record<string, string>>;
  /** The kernel's command line. */
  readonly commandLine: string;
}

/**
 * @param name of a folder of images/, or a path of a folder elsewhere
 * @throws IpclabError `usage` that names the file, the field and the cure
 */
export async function readDefinition(name: string): Promise<Definition> {
  const own = isFolder(name) ? resolve(name) : join(IMAGES, name);
  const file = join(own, 'image.json');
  const text = await ifThere(readFile(file, 'utf8'), file, 'docs/images.md says what is in its place');
  if (text === undefined) {
    throw new IpclabError(
      'usage',
      isFolder(name)
        ? `there is no ${file}; docs/images.md says what to write into it`
        : `there is no image ${name}; there are: ${(await definedImages()).join(', ')}`,
    );
  }
  const parsed = parseAs(imageDefinition, text, { where: file, cure: 'docs/images.md says what may stand there' });
  const base = parsed.extends === undefined ? undefined : await readDefinition(parsed.extends);
  const memory = parsed.memory ?? base?.memory;
  const chosen = withDefaults(parsed.compiler) ?? base?.compiler;
  if (memory === undefined || !chosen) {
    throw new IpclabError('usage', `${file}: give memory and compiler, or the image that it extends: "extends": "tcc"`);
  }
  const kernel = join(IMAGES, 'kernel');
  const rootfs = join(IMAGES, 'rootfs');
  const shelf = isFolder(name) ? 'own' : name;
  return {
    name: basename(own),
    shelf,
    description: parsed.description,
    memory,
    compiler: chosen,
    folders: { kernel, agent: join(IMAGES, 'agent') },
    layers: [...(base?.layers ?? [await readLayer(rootfs, 'rootfs')]), await readLayer(own, shelf)],
    licences: { ...(base?.licences ?? (await readLicences(rootfs))), ...(await readLicences(own)) },
    commandLine: (await readList(join(kernel, 'cmdline'))).map(({ entry }) => entry).join(' '),
  };
}

/** Names of the folders of images/ that define one. */
export async function definedImages(): Promise<string[]> {
  const names = (await readdir(IMAGES)).sort();
  const files = names.map((name) => join(IMAGES, name, 'image.json'));
  const found = await Promise.all(files.map((file) => ifThere(stat(file), file, 'put a file in its place')));
  return names.filter((_, index) => found[index] !== undefined);
}

function withDefaults(given: z.output<typeof compiler> | undefined): z.output<typeof compiler> | undefined {
  return (
    given && {
      ...given,
      limits: { ...COMPILE_LIMITS, ...given.limits },
      container: { ...CONTAINER_LIMITS, ...given.container },
    }
  );
}

async function readLayer(folder: string, shelf: string): Promise<Layer> {
  const form = '"PACKAGE: what of it goes in", such as "tree: usr/bin/tree"';
  const pairs = await readPairs(join(folder, 'packages'), form);
  return { shelf, folder, packages: pairs.map(([name]) => name) };
}

async function readLicences(folder: string): Promise<Record<string, string>> {
  return Object.fromEntries(
    await readPairs(join(folder, 'licences'), '"SOURCE PACKAGE: SPDX expression", such as "tree: GPL-2.0-or-later"'),
  );
}
