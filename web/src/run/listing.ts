// What is in a folder of the guest, and how to tell whether a file is still the one that it was.
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { decodeText } from '#util/bytes.js';

/** By name: whatever changes with a file. Two states that are equal are of one content. */
export type Listing = ReadonlyMap<string, string>;

/** What is executed for it: by a path that programs do not use, so that a recording can leave it out. */
export const LISTING_PROGRAM = '/bin/busybox';

/** Inode, size, and the times of its content and of its inode, to the nanosecond. */
const SCRIPT = String.raw`stat -c '%i %s %y %z/%n' -- * 2>/dev/null`;

export async function listFiles(container: Pick<RemoteContainer, 'run'>, directory: string): Promise<Listing> {
  const { stdout } = await container.run({ argv: [LISTING_PROGRAM, 'sh', '-c', SCRIPT], directory });
  const lines = decodeText(stdout).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const slash = line.indexOf('/');
      return slash < 0 ? [] : [[line.slice(slash + 1), line.slice(0, slash)] as const];
    }),
  );
}
