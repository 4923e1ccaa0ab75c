// Where runs take place: what a machine calls the things that metadata only names.
import type { Compiler } from '#guest/compile.js';
import type { ExecTarget } from '#guest/container.js';
import type { Bytes } from '#util/bytes.js';
import type { Party } from './schema.js';

export interface Setting {
  readonly compiler: Compiler;
  /** What the users of the metadata are called there. */
  readonly users: Readonly<Record<Party['user'], string>>;
  /** Working directory of compilers and programs; made when a file is put there. */
  readonly directory: string;
}

/**
 * The setting in the project's own guest.
 *
 * @param compiler from the image's manifest
 * @param name folder below the student's home
 */
export function guestSetting(compiler: Compiler, name: string): Setting {
  return {
    compiler,
    users: { student: 'student', other: 'other', root: 'root' },
    directory: `/home/student/${name}`,
  };
}

/** Files by their name in the working directory. */
export type Files = Readonly<Record<string, Bytes>>;

/** Writes files into the working directory, owned by the student. */
export async function putFiles(
  target: ExecTarget,
  { directory, users }: Setting,
  files: Files,
  mode?: number,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await target.put({ path: `${directory}/${name}`, owner: users.student, mode }, content);
  }
}
