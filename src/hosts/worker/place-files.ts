// A run's files and folder in the guest, and the words of its compilation.
import type { BuildSpec } from '#guest/build.js';
import type { Compiler } from '#guest/compile.js';
import { freePath } from '#guest/programs.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import { seemsProgram } from '#util/c-text.js';
import type { Limits } from '#util/deadline.js';
import { IpclabError } from '#util/error.js';
import { partsOf } from '#util/path-parts.js';
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
  const taken = pathsIn(files, directory);
  return {
    compiler,
    directory: folder,
    sources,
    companions,
    flags,
    sanitize,
    taken,
    several: sources.filter((source) => seemsProgram(textOf(files, directory, source))).length > 1,
    output: freePath('program', taken),
  };
}

/** The text of a source; empty: it is none of the files. */
export function textOf(files: PlacedFiles['files'], directory: string, source: string): string {
  return decodeText(files[partsOf(`${directory}/${source}`).join('/')] ?? new Uint8Array(0));
}

/** Files of a folder of the project, by their path in it. */
function pathsIn(files: PlacedFiles['files'], directory: string): string[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  return Object.keys(files).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
