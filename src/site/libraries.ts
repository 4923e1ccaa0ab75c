// The packages of which something is in a bundle.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';

export interface Library {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** Address of its repository. */
  readonly source: string;
  /** The text of its licence file. */
  readonly text: string;
}

/** @param inputs of a bundle, relative to the package */
export async function librariesOf(inputs: readonly string[]): Promise<Library[]> {
  const names = inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []);
  return Promise.all([...new Set(names)].sort().map(readLibrary));
}

async function readLibrary(name: string): Promise<Library> {
  const folder = join(PACKAGE_ROOT, 'node_modules', name);
  const { version, license, repository } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
    repository: string | { url: string };
  };
  const source = typeof repository === 'string' ? repository : repository.url;
  const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e/i.test(entry));
  return {
    name,
    version,
    licence: license,
    source: addressOf(source),
    text: file ? await readFile(join(folder, file), 'utf8') : '',
  };
}

/** A repository as packages name it, as an address. */
function addressOf(repository: string): string {
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(repository)?.[1];
  return short ? `https://github.com/${short}` : repository.replace(/^git\+/, '').replace(/^git:/, 'https:');
}
