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

export async function listFiles(container: Pick<RemoteContainer, 'run'>, directory: string): Promise<Listing> {
  const argv = [LISTING_PROGRAM, ...FIND, '-exec', 'stat', '-c', STATE, '--', '{}', '+'];
  const { stdout } = await container.run({ argv, directory });
  const lines = decodeText(stdout).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const slash = line.indexOf('/');
      return slash < 0 ? [] : [[line.slice(slash + './'.length + 1), line.slice(0, slash)] as const];
    }),
  );
}
