// A project as the guest has it: the same paths to each other, below the nearest folder that is above all of them.
import { isAbsolute, normalize, relative, resolve, sep } from 'node:path';
import type { Bytes } from '#util/bytes.js';

/** A name of the compiler's, and what the person calls that file. */
export interface Name {
  readonly name: string;
  readonly given: string;
}

export interface Project {
  /** By their name below the folder of the run. */
  readonly files: Readonly<Record<string, Bytes>>;
  /** Where in it the person stands; empty: in the folder itself. */
  readonly directory: string;
  /** C files as the compiler is told them, from where the person stands. */
  readonly sources: readonly string[];
  /** The same of programs that nobody asked for, and that the sources name. */
  readonly companions: readonly string[];
  readonly flags: readonly string[];
  /** Built by make instead: the folder with the makefile, from where the person stands, and the target. */
  readonly make?: { readonly folder: string; readonly target?: string };
  readonly names: readonly Name[];
  /** What lies beside and did not come along, from where the person stands. */
  readonly leftOut: readonly string[];
}

interface Gathered {
  /** As they were given. */
  readonly sources: readonly string[];
  /** By their absolute path, as the files. */
  readonly companions: readonly string[];
  readonly files: ReadonlyMap<string, Bytes>;
  readonly leftOut: readonly string[];
  readonly flags: readonly string[];
}

/** @param cwd where the person stands */
export function layOut({ sources, companions, files, leftOut, flags }: Gathered, cwd: string): Project {
  const include = flags.filter((flag) => flag.startsWith('-I')).map((flag) => resolve(cwd, flag.slice(2)));
  const root = [...files.keys()].reduce(commonFolder, cwd);
  const isTaken = (folder: string): boolean => [...files.keys()].some((path) => isBelow(path, folder));
  const taken = include.filter(isTaken);
  return {
    files: Object.fromEntries([...files].map(([path, content]) => [unix(relative(root, path)), content])),
    directory: unix(relative(root, cwd)),
    sources: sources.map((source) => unix(relative(cwd, resolve(cwd, source)))),
    flags: flags.map((flag) => {
      const folder = resolve(cwd, flag.slice(2));
      const isMoved = flag.startsWith('-I') && isAbsolute(flag.slice(2)) && taken.includes(folder);
      return isMoved ? `-I${unix(relative(cwd, folder)) || '.'}` : flag;
    }),
    companions: companions.map((path) => unix(relative(cwd, path))),
    names: namesOf(sources, [...files.keys()], cwd),
    leftOut: leftOut.map((path) => unix(relative(cwd, path))),
  };
}

/** Files that were given by an absolute path are called so, and what they include from the folder of one. */
function namesOf(sources: readonly string[], files: readonly string[], cwd: string): Name[] {
  const given = sources.map((source) => ({ name: unix(relative(cwd, resolve(cwd, source))), given: source }));
  const outside = sources.filter(isAbsolute).map((source) => resolve(source, '..'));
  const rest = files
    .filter((path) => !isBelow(path, cwd) && outside.some((folder) => isBelow(path, folder)))
    .map((path) => ({ name: unix(relative(cwd, path)), given: path }));
  const isOther = ({ name, given: called }: Name): boolean => name !== called;
  const known = new Set(given.map(({ name }) => name));
  return [...given, ...rest.filter(({ name }) => !known.has(name))].filter(isOther);
}

/** The compiler's messages with each file called as the person calls it. */
export function withGivenNames(messages: string, names: readonly Name[]): string {
  // The longest first, so that a/t.c is not taken for t.c.
  const byLength = [...names].sort((a, b) => b.name.length - a.name.length);
  return byLength.reduce((text, { name, given }) => {
    const pattern = new RegExp(`(?<![^\\s'"\`(])(?:\\./)?${escapeRegExp(name)}(?=:)`, 'g');
    return text.replace(pattern, () => given);
  }, messages);
}

/** The nearest folder that is, or is above, a folder and has a path below it. */
export function commonFolder(folder: string, path: string): string {
  let above = folder;
  while (!isBelow(path, above)) above = resolve(above, '..');
  return above;
}

export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function unix(path: string): string {
  return normalize(path) === '.' ? '' : path.split(sep).join('/');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
