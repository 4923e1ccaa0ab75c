// Which programs objects make: one for each `main`, with the objects that it needs.
import type { ElfSymbol } from '#elf/symbols.js';

export interface ObjectFile {
  /** The C file, as the compiler was told it. */
  readonly source: string;
  readonly symbols: readonly ElfSymbol[];
}

export interface PlannedProgram {
  /** What it is called. */
  readonly name: string;
  /** Where it is to be. */
  readonly path: string;
  /** The C file with its `main`. */
  readonly main: string;
  /** All its C files, in the order of the objects. */
  readonly sources: readonly string[];
}

/**
 * A program takes of the other objects those that define what it needs, as of a library; an object that no program
 * needs is part of all.
 *
 * @param taken paths of files that are there
 * @returns one for each object with a `main`
 */
export function planPrograms(objects: readonly ObjectFile[], taken: readonly string[]): PlannedProgram[] {
  const mains = objects.filter((object) => definitions(object).has('main'));
  const helpers = objects.filter((object) => !mains.includes(object));
  const needed = mains.map((main) => closure(main, helpers));
  const idle = helpers.filter((helper) => !needed.some((one) => one.has(helper)));
  const paths = programPaths(
    mains.map(({ source }) => source),
    taken,
  );
  return mains.map((main, index) => {
    const own = new Set([...(needed[index] ?? []), ...idle]);
    const path = paths[index] ?? main.source;
    return {
      name: nameOf(path),
      path,
      main: main.source,
      sources: objects.filter((object) => object === main || own.has(object)).map(({ source }) => source),
    };
  });
}

function closure(main: ObjectFile, helpers: readonly ObjectFile[]): Set<ObjectFile> {
  const linked = new Set<ObjectFile>();
  const defined = new Set(definitions(main));
  const queue = [main];
  for (let object = queue.shift(); object; object = queue.shift()) {
    for (const { name } of object.symbols.filter((one) => !one.isDefined && !one.isWeak && one.name !== '')) {
      if (defined.has(name)) continue;
      const helper = helpers.find((one) => definitions(one).has(name));
      if (!helper || linked.has(helper)) continue;
      linked.add(helper);
      for (const other of definitions(helper)) defined.add(other);
      queue.push(helper);
    }
  }
  return linked;
}

function definitions({ symbols }: ObjectFile): Set<string> {
  return new Set(symbols.filter(({ isGlobal, isDefined }) => isGlobal && isDefined).map(({ name }) => name));
}

/**
 * Each is called as its file is; where two files are called alike, their folders tell them apart.
 *
 * @param taken paths of files that are there
 * @returns where each is to be: in the folder where they are compiled, unless {@link freePath} knows better
 */
export function programPaths(sources: readonly string[], taken: readonly string[]): string[] {
  const bases = sources.map((source) => /([^/]*)\.c$/i.exec(source)?.[1] ?? source);
  const paths: string[] = [];
  for (const [index, base] of bases.entries()) {
    const isAlone = bases.filter((other) => other === base).length === 1;
    const folders = (sources[index] ?? '').replace(/\.c$/i, '').split('/');
    let name = isAlone ? base : folders.filter((part) => part !== '..' && part !== '.').join('-');
    while (paths.some((path) => nameOf(path) === nameOf(freePath(name, taken)))) name += '_';
    paths.push(freePath(name, taken));
  }
  return paths;
}

/** The name itself; where a folder is called so, in that folder, so that the program keeps its name; no file gives way to it. */
export function freePath(name: string, taken: readonly string[]): string {
  const isFolder = (path: string): boolean => taken.some((other) => other.startsWith(`${path}/`));
  let path = name;
  while (isFolder(path) || taken.includes(path)) path += isFolder(path) ? `/${name}` : '_';
  return path;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
