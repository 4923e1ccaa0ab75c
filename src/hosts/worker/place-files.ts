// A run's files and folder in the guest, and the words of its compilation.
import type { BuildSpec } from '#guest/build.js';
import type { Compiler } from '#guest/compile.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import { seemsProgram } from '#util/c-text.js';
import type { Limits } from '#util/deadline.js';
import { IpclabError } from '#util/error.js';
import type { RemoteContainer } from './remote-container.js';

/** Folder of the guest with the person's files. */
export const RUN_DIRECTORY = '/home/student/run';

/** The files of a program at their places. */
export interface PlacedFiles {
  /** By their name below the folder of the run. */
  readonly files: Readonly<Record<string, Bytes>>;
  /** Where in it the program is compiled and run; default: in the folder itself. */
  readonly directory?: string | undefined;
  /** From there. */
  readonly sources: readonly string[];
  /** Sources of programs that these execute; see `BuildSpec`. */
  readonly companions?: readonly string[] | undefined;
  /** Words for the compiler, before the sources. */
  readonly flags?: readonly string[] | undefined;
  /** Sanitizers that its programs get; see `CompileSpec`. */
  readonly sanitize?: readonly string[] | undefined;
}

/** @returns where it is compiled and run, and how */
export async function placeFiles(
  container: RemoteContainer,
  compiler: Compiler,
  { files, directory = '', sources, companions, flags, sanitize }: PlacedFiles,
  limits?: Limits,
): Promise<BuildSpec> {
  for (const [name, content] of Object.entries(files)) {
    await container.put({ path: `${RUN_DIRECTORY}/${name}` }, content, limits);
  }
  const folder = directory === '' ? RUN_DIRECTORY : `${RUN_DIRECTORY}/${directory}`;
  const isThere = directory === '' || Object.keys(files).some((name) => name.startsWith(`${directory}/`));
  if (!isThere) {
    const { status } = await container.run({ argv: ['mkdir', '-p', folder] }, undefined, limits);
    if (status.exit !== 0) throw new IpclabError('usage', `the guest cannot make a folder ${directory}; give another`);
  }
  const taken = namesIn(files, directory);
  return {
    compiler,
    directory: folder,
    sources,
    companions,
    flags,
    sanitize,
    taken,
    several: sources.filter((source) => seemsProgram(textOf(files, directory, source))).length > 1,
    output: outputName(taken),
  };
}

/** The text of a source; empty: it is none of the files. */
export function textOf(files: PlacedFiles['files'], directory: string, source: string): string {
  const path: string[] = [];
  for (const part of `${directory}/${source}`.split('/')) {
    if (part === '..') path.pop();
    else if (part !== '.' && part !== '') path.push(part);
  }
  return decodeText(files[path.join('/')] ?? new Uint8Array(0));
}

/** What files and folders are called that are in a folder of the project. */
function namesIn(files: PlacedFiles['files'], directory: string): string[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  const below = Object.keys(files).filter((name) => name.startsWith(prefix));
  return [...new Set(below.map((name) => name.slice(prefix.length).split('/')[0] ?? ''))];
}

/** `program`, unless a file or a folder is called so already. */
function outputName(taken: readonly string[]): string {
  let name = 'program';
  while (taken.includes(name)) name += '_';
  return name;
}
