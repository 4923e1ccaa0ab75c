// A project with a makefile: all of its folder, and the folders that the makefile has compilers look into.
import { join } from 'node:path';
import { MAKEFILES } from '#guest/make.js';
import { decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { gatherProject } from './gather.js';
import { kindOf, readNeeded } from './host-file.js';
import type { Project } from './layout.js';

/**
 * @param operands at most one: the folder; none: where the person stands
 * @param args of the program
 * @throws IpclabError `usage` for what is no folder with a makefile
 */
export async function gatherMake(
  operands: readonly string[],
  target: string | undefined,
  args: readonly string[],
  cwd: string,
): Promise<Project> {
  // The word after --make is a target, unless it can only be the folder.
  if (target !== undefined && operands.length === 0 && (await kindOf(join(cwd, target))) === 'folder')
    return gatherMake([target], undefined, args, cwd);
  const [folder = '.', ...others] = operands;
  if (others.length > 0 || (await kindOf(join(cwd, folder))) !== 'folder') {
    const what = others.length > 0 ? operands.join(' ') : folder;
    throw new IpclabError('usage', `${what}: --make takes one folder, with a makefile; leave it out for this one`);
  }
  const makefile = await findMakefile(join(cwd, folder));
  if (makefile === undefined) {
    throw new IpclabError(
      'usage',
      `${folder}: has no makefile; give the folder that has one, or C files without --make`,
    );
  }
  const text = decodeText(await readNeeded(makefile, makefile));
  const flags = [...text.matchAll(/(?<![\w-])-I[ \t]*([^\s$"'\\]+)/g)].map(
    ([, name = '']) => `-I${join(folder, name)}`,
  );
  const project = await gatherProject({ operands: [folder], flags, args }, cwd);
  return {
    ...project,
    flags: [],
    companions: [],
    make: { folder, ...(target === undefined ? {} : { target }) },
  };
}

async function findMakefile(folder: string): Promise<string | undefined> {
  for (const name of MAKEFILES) {
    const path = join(folder, name);
    if ((await kindOf(path)) === 'file') return path;
  }
  return undefined;
}
