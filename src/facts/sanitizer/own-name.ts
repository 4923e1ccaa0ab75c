// A file of the program's own, as the person calls it.

/** Folders of the guest. */
export interface OwnFiles {
  /** Where the program was compiled; names begin there. */
  readonly directory: string;
  /** What all files of the program are below, if more than the former. */
  readonly root?: string | undefined;
}

/** @returns null: it is none of them */
export function ownName(path: string, { directory, root = directory }: OwnFiles): string | null {
  if (!path.startsWith(`${root}/`)) return null;
  const [from, to] = [partsOf(directory), partsOf(path)];
  const differs = to.findIndex((part, index) => part !== from[index]);
  return [...from.slice(differs).map(() => '..'), ...to.slice(differs)].join('/');
}

function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts;
}
