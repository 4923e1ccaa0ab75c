// A file of the program's own, as the person calls it.
import { partsOf } from '#util/path-parts.js';

/** Folders of the guest. */
export interface OwnFiles {
  /** Where the program was compiled; names begin there. */
  readonly directory: string;
  /** What all files of the program are below, if more than the former. */
  readonly root?: string | undefined;
  /** Text of a file by its name; undefined: nobody has it. */
  readonly sourceOf: (file: string) => string | undefined;
}

/**
 * @param path absolute, or as the compiler was told it
 * @returns null: it is none of them
 */
export function ownName(path: string, own: OwnFiles): string | null {
  if (path.startsWith('/')) return nameBelow(path, own);
  // The libraries' own sources have such paths, too.
  const name = nameBelow(`${own.directory}/${path}`, own);
  return name !== null && own.sourceOf(name) !== undefined ? name : null;
}

function nameBelow(path: string, { directory, root = directory }: OwnFiles): string | null {
  const [from, to, all] = [partsOf(directory), partsOf(path), partsOf(root)];
  if (!all.every((part, index) => part === to[index])) return null;
  const differs = to.findIndex((part, index) => part !== from[index]);
  return [...from.slice(differs).map(() => '..'), ...to.slice(differs)].join('/');
}
