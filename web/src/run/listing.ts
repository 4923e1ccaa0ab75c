// What is in a folder of the guest and below it, and how to tell whether a file is still the one that it was.
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { decodeText } from '#util/bytes.js';
import { DEEPEST } from '../workspace/names.js';

/** By name: whatever changes with a file. Two states that are equal are of one content. */
export type Listing = ReadonlyMap<string, string>;

/** What is executed for it: by a path that programs do not use, so that a recording can leave it out. */
export const LISTING_PROGRAM = '/bin/busybox';

/** Inode, size, and the times of its content and of its inode, to the nanosecond. */
const STATE = '%i %s %y %z/%n';

/** What is hidden is nobody's project. */
const FIND = ['find', '.', '-maxdepth', String(DEEPEST + 1), '-name', '.?*', '-prune', '-o', '-type', 'f'] as const;

const STAT = ['stat', '-c', STATE, '--'] as const;

export function listFiles(container: Pick<RemoteContainer, 'run'>, directory: string): Promise<Listing> {
  return listed(container, directory, [...FIND, '-exec', ...STAT, '{}', '+']);
}

/**
 * Of one file only: one program runs for it, and two for a folder.
 *
 * @returns undefined when it is not there
 */
export async function stateOfFile(
  container: Pick<RemoteContainer, 'run'>,
  directory: string,
  file: string,
): Promise<string | undefined> {
  return (await listed(container, directory, [...STAT, `./${file}`])).get(file);
}

async function listed(
  container: Pick<RemoteContainer, 'run'>,
  directory: string,
  words: readonly string[],
): Promise<Listing> {
  const { stdout } = await container.run({ argv: [LISTING_PROGRAM, ...words], directory });
  const lines = decodeText(stdout).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const slash = line.indexOf('/');
      return slash < 0 ? [] : [[line.slice(slash + './'.length + 1), line.slice(0, slash)] as const];
    }),
  );
}
