// Which programs objects make: one for each `main`, with the objects that it needs.
import type { ElfSymbol } from '#elf/symbols.js';

export interface ObjectFile {
  /** The C file, as the compiler was told it. */
  readonly source: string;
  readonly symbols: readonly ElfSymbol[];
}

export interface PlannedProgram {
  readonly name: string;
  /** The C file with its `main`. */
  readonly main: string;
  /** All its C files, in the order of the objects. */
  readonly sources: readonly string[];
}

/**
 * A program takes of the other objects those that define what it needs, as of a library; an object that no program
 * needs is part of all.
 *
 * @param isTaken whether something is called so already
 * @returns one for each object with a `main`
 */
export function planPrograms(objects: readonly ObjectFile[], isTaken: (name: string) => boolean): PlannedProgram[] {
  const mains = objects.filter((object) => definitions(object).has('main'));
  const helpers = objects.filter((object) => !mains.includes(object));
  const needed = mains.map((main) => closure(main, helpers));
  const idle = helpers.filter((helper) => !needed.some((one) => one.has(helper)));
  const names = namesOf(
    mains.map(({ source }) => source),
    isTaken,
  );
  return mains.map((main, index) => {
    const own = new Set([...(needed[index] ?? []), ...idle]);
    return {
      name: names[index] ?? main.source,
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

/** Each is called as its file is; where two files are called alike, their folders tell them apart. */
function namesOf(sources: readonly string[], isTaken: (name: string) => boolean): string[] {
  const bases = sources.map((source) => /([^/]*)\.c$/i.exec(source)?.[1] ?? source);
  const names: string[] = [];
  for (const [index, base] of bases.entries()) {
    const isAlone = bases.filter((other) => other === base).length === 1;
    const path = (sources[index] ?? '').replace(/\.c$/i, '').split('/');
    let name = isAlone ? base : path.filter((part) => part !== '..' && part !== '.').join('-');
    while (isTaken(name) || names.includes(name)) name += '_';
    names.push(name);
  }
  return names;
}
