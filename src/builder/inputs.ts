// What an image depends on, and whether one that is there was made of the same.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Image } from '#hosts/node/image.js';
import { v86Version } from '#hosts/node/v86.js';
import { ifThere } from '#node/file-error.js';
import { IMAGE_OUT } from '#node/paths.js';
import { packageInputs } from './debian.js';
import type { Definition } from './definition.js';
import { TRAINING } from './learn.js';
import { digestInputs, digestTree, type Inputs } from './digest.js';

/** Raise it when a change of the builder itself makes other images out of the same inputs. */
export const RECIPE = '9';

/** Digests of everything that an image is made of besides packages. */
export interface Sources extends Inputs {
  readonly kernel: string;
  readonly agent: string;
  /** Folders of packages, files and scripts, one over the other. */
  readonly layers: string;
  /** The programs whose code is compiled already in an image. */
  readonly training: string;
  readonly v86: string;
  readonly recipe: string;
}

export async function sourcesOf({ folders, layers }: Definition): Promise<Sources> {
  const [kernel, agent, training, ...own] = await Promise.all([
    digestTree(folders.kernel),
    digestTree(folders.agent),
    digestTree(TRAINING),
    ...layers.map(({ folder }) => digestTree(folder, IMAGE_OUT)),
  ]);
  return { kernel, agent, training, layers: own.join(' '), v86: await v86Version(), recipe: RECIPE };
}

/** Digest of all inputs, for the manifest. */
export function allInputs(sources: Sources, packages: Parameters<typeof packageInputs>[0], toolchain: string): string {
  return digestInputs({ ...sources, ...packageInputs(packages), toolchain });
}

/** Whether an image is whole and its sources are these; for newer packages only `--update` looks. */
export async function isCurrent({ folder, manifest }: Image, sources: Sources): Promise<boolean> {
  const { inputs, packages, toolchain, artefacts } = manifest;
  if (allInputs(sources, packages, toolchain) !== inputs) return false;
  const areThere = await Promise.all(
    Object.values(artefacts).map(async ({ file, size }) => {
      const path = join(folder, file);
      return (await ifThere(stat(path), path, 'remove that folder, and build the image again'))?.size === size;
    }),
  );
  return areThere.every(Boolean);
}
