// A program of a task: of C files that the lab has compiled, or as a makefile makes it.
import { MAKEFILES, type MadeBy } from '#guest/make.js';
import type { Recipe } from '#scenario/schema.js';

export interface TaskProgram extends Recipe {
  readonly make?: MadeBy | undefined;
}

/** C files that it is compiled of. */
export function sourcesOf(name: string, { sources = [`${name}.c`] }: Recipe): readonly string[] {
  return sources;
}

/** Names of the files of which one has to be there for make. */
export function makefilesOf({ folder }: MadeBy): string[] {
  return MAKEFILES.map((name) => (folder === undefined ? name : `${folder}/${name}`));
}

/** Files without which nothing is compiled. */
export function neededFor(name: string, program: TaskProgram): readonly string[] {
  const { make, sources = [] } = program;
  return make ? [...makefilesOf(make), ...sources] : sourcesOf(name, program);
}

/** Where the program is afterwards, from where the files of the task lie. */
export function pathOf(name: string, { make }: TaskProgram): string {
  if (!make) return name;
  const { folder, file = name } = make;
  return folder === undefined ? file : `${folder}/${file}`;
}

/** As the lab itself compiles it. */
export function withoutMake({ sources, flags }: TaskProgram): Recipe {
  return { sources, flags };
}

/**
 * @param known files that are handed in or given
 * @returns what is wrong with it, after its name
 */
export function objectionTo(
  name: string,
  program: TaskProgram,
  known: ReadonlySet<string>,
  isSanitized: boolean,
): string | undefined {
  const { make, sources, flags } = program;
  const compiled = make ? (sources ?? []) : sourcesOf(name, program);
  const missing = compiled.find((source) => !known.has(source));
  if (missing !== undefined) return `${missing} is neither in files nor in given; add it to one of them`;
  if (!make) return undefined;
  const makefiles = makefilesOf(make);
  if (!makefiles.some((makefile) => known.has(makefile)))
    return `make: there is no makefile in files or given; add ${makefiles.at(-1) ?? ''} to one of them`;
  if (sources) return undefined;
  if (flags.length > 0) return 'flags: with make the makefile has the flags; leave them out';
  return isSanitized
    ? 'make: a makefile could keep sanitizers from looking; name sources, which are compiled for the runs with sanitize'
    : undefined;
}
