// What a project can run: the programs to compile, and the runs to choose from.
import type { Example } from '#examples/schema.js';
import { programPaths } from '#guest/programs.js';
import type { Program, Run } from '#scenario/schema.js';
import { programsNamedIn, seemsProgram } from '#util/c-text.js';
import type { Project } from '../session/project.js';

export interface Choice {
  readonly name: string;
  /** One sentence; empty for a program that has no metadata. */
  readonly shows: string;
  /** Names of the programs that must be compiled first. */
  readonly programs: readonly string[];
  /** The run of the example; undefined: the one program, without arguments. */
  readonly run: Run | undefined;
}

export interface Runnable {
  readonly programs: Readonly<Record<string, Pick<Program, 'sources' | 'flags'>>>;
  readonly choices: readonly Choice[];
}

/** @returns what can be run; no choice: there is no C file with a `main` */
export function runnableOf({ files, example }: Project): Runnable {
  const own = programsOf(files, example);
  const programs = { ...own, ...example?.programs };
  const choices = [
    ...(example?.runs ?? []).map((run) => ofRun(run, Object.keys(example?.programs ?? {}))),
    ...Object.keys(own).map((name) => ({
      name,
      shows: '',
      programs: withExecuted(name, programs, files),
      run: undefined,
    })),
  ];
  return { programs, choices };
}

function ofRun(run: Run, programs: readonly string[]): Choice {
  return { name: run.name, shows: run.shows, programs, run };
}

/** A program and those that it executes, as `./name`. */
function withExecuted(
  program: string,
  programs: Readonly<Record<string, Pick<Program, 'sources'>>>,
  files: ReadonlyMap<string, string>,
): string[] {
  const found = new Set([program]);
  // A set gives what is added to it while it is gone through.
  for (const name of found) {
    const text = (programs[name]?.sources ?? [`${name}.c`]).map((source) => files.get(source) ?? '').join('\n');
    for (const word of programsNamedIn(text)) {
      const called = word.replace(/^\.\//, '');
      if (Object.hasOwn(programs, called)) found.add(called);
    }
  }
  return [...found];
}

/** Programs of C files that the example does not know: each file with a `main`, with the files without one that are meant for it. */
function programsOf(files: ReadonlyMap<string, string>, example: Example | undefined): Record<string, Program> {
  const known = new Set(
    Object.entries(example?.programs ?? {}).flatMap(([name, { sources }]) => sources ?? [`${name}.c`]),
  );
  const sources = [...files].filter(([name]) => name.endsWith('.c') && !known.has(name));
  const withMain = sources.filter(([, text]) => seemsProgram(text));
  const others = sources.filter((source) => !withMain.includes(source)).map(([name]) => name);
  // A file on its own is compiled even if it has no main: the linker says then what is missing.
  const first = withMain.length === 0 && others.length === 1 ? sources : withMain;
  const mains = first.map(([name]) => name);
  const paths = programPaths(mains, [...files.keys(), ...Object.keys(example?.programs ?? {})]);
  return Object.fromEntries(
    mains.map((main, index) => [
      paths[index] ?? main,
      { sources: [main, ...others.filter((other) => other !== main && isMeantFor(main, other, mains))], flags: [] },
    ]),
  );
}

/** What lies beside some program or around it belongs to what is there; what lies elsewhere is a library of all. */
function isMeantFor(main: string, other: string, mains: readonly string[]): boolean {
  const folder = other.slice(0, other.lastIndexOf('/') + 1);
  return main.startsWith(folder) || !mains.some((one) => one.startsWith(folder));
}
