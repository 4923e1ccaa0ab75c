// A run's files and folder in the guest, and the words of its compilation.
import type { CompileSpec, Compiler } from '#guest/compile.js';
import { IpclabError } from '#util/error.js';
import type { Bytes } from '#util/bytes.js';
import type { Limits } from '#util/deadline.js';
import type { RemoteContainer } from './remote-container.js';

/** Folder of the guest with the person's files. */
const RUN_DIRECTORY = '/home/student/run';

/** The files of a program as they lie to each other. */
export interface PlacedFiles {
  /** By their name below the folder of the run. */
  readonly files: Readonly<Record<string, Bytes>>;
  /** Where in it the program is compiled and run; default: in the folder itself. */
  readonly directory?: string | undefined;
  /** From there. */
  readonly sources: readonly string[];
  /** Words for the compiler, before the sources. */
  readonly flags?: readonly string[] | undefined;
}

/** @returns where it is compiled and run, and how */
export async function placeFiles(
  container: RemoteContainer,
  compiler: Compiler,
  { files, directory = '', sources, flags }: PlacedFiles,
  limits?: Limits,
): Promise<CompileSpec> {
  for (const [name, content] of Object.entries(files)) {
    await container.put({ path: `${RUN_DIRECTORY}/${name}` }, content, limits);
  }
  const folder = directory === '' ? RUN_DIRECTORY : `${RUN_DIRECTORY}/${directory}`;
  const isThere = directory === '' || Object.keys(files).some((name) => name.startsWith(`${directory}/`));
  if (!isThere) {
    const { status } = await container.run({ argv: ['mkdir', '-p', folder] }, undefined, limits);
    if (status.exit !== 0) throw new IpclabError('usage', `the guest cannot make a folder ${directory}; give another`);
  }
  return { compiler, directory: folder, sources, flags, output: outputName(files, directory) };
}

/** `program`, unless a file or a folder is called so already. */
function outputName(files: PlacedFiles['files'], directory: string): string {
  const prefix = directory === '' ? '' : `${directory}/`;
  const isTaken = (name: string): boolean =>
    Object.keys(files).some((file) => file === prefix + name || file.startsWith(`${prefix}${name}/`));
  let name = 'program';
  while (isTaken(name)) name += '_';
  return name;
}
