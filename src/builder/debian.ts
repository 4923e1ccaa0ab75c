// Packages of the Debian registry for another architecture, beside the machine's own package state.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageManifest } from '#image/manifest.js';
import { makeFolders } from '#node/make-folders.js';
import { IpclabError } from '#util/error.js';
import { command } from './command.js';
import { digestFile, type Inputs } from './digest.js';

export type DebianPackage = Omit<ImageManifest['packages'][number], 'licence'>;

/** A package as a file. */
export interface Deb extends DebianPackage {
  readonly file: string;
}

/**
 * Downloads packages for i386, in their newest version, into a folder.
 *
 * @param state a folder for apt's own lists; the machine's sources and keys are used, its package state is not touched
 */
export async function download(
  names: readonly string[],
  into: string,
  state: string,
  signal?: AbortSignal,
): Promise<void> {
  await Promise.all(['lists/partial', 'cache/archives/partial'].map((folder) => makeFolders(join(state, folder))));
  await writeFile(join(state, 'status'), '');
  const options = [
    `Dir::State=${state}`,
    `Dir::State::lists=${state}/lists`,
    `Dir::State::status=${state}/status`,
    `Dir::Cache=${state}/cache`,
    'APT::Architecture=i386',
    'APT::Architectures=i386',
    'Acquire::Languages=none',
    'Acquire::Retries=3',
  ].flatMap((option) => ['-o', option]);
  // One index that fails (a mirror in the middle of a sync) must not stop a build that needs nothing of it; if it does
  // need something, the download below says which package is missing.
  const update = command(['apt-get', ...options, '-q', 'update'], { what: 'reading the indexes', signal });
  const complaint = await update.then(
    () => '',
    (error: unknown) => `\nBefore that, ${(error as Error).message}`,
  );
  try {
    await command(['apt-get', ...options, '-q', 'download', ...names], {
      what: 'downloading packages',
      cwd: into,
      signal,
    });
  } catch (error) {
    const [, unknown] = /Unable to locate package (\S+)/.exec((error as Error).message) ?? [];
    if (unknown !== undefined && complaint === '') {
      throw new IpclabError('usage', `Debian has no package ${unknown} for i386; correct the list that names it`);
    }
    throw new IpclabError('build-failed', `${(error as Error).message}${complaint}`, {}, { cause: error });
  }
}

/** The packages in a folder of .deb files, sorted by name. */
export async function readDebs(folder: string): Promise<Deb[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.deb')).map((name) => join(folder, name));
  const debs = await Promise.all(
    files.map(async (file) => {
      const format = '${Package}\\n${Version}\\n${Architecture}\\n${source:Package}=${source:Version}';
      const [name = '', version = '', architecture = '', source = ''] = (
        await command(['dpkg-deb', '-W', `--showformat=${format}`, file])
      ).split('\n');
      return { name, version, architecture, source, sha256: await digestFile(file), file };
    }),
  );
  return debs.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Unpacks packages, one over the other. */
export async function extract(debs: readonly Deb[], into: string): Promise<void> {
  await makeFolders(into);
  for (const { file } of debs) await command(['dpkg-deb', '-x', file, into]);
}

/** Packages as inputs of a step. */
export function packageInputs(packages: readonly DebianPackage[]): Inputs {
  return Object.fromEntries(packages.map(({ name, version, sha256 }) => [`package ${name}`, `${version} ${sha256}`]));
}
