// What programs made or changed in the folder of a run.
import { concat, decodeText, equal, type Bytes } from '#util/bytes.js';
import type { Limits } from '#util/deadline.js';
import { hasCode } from '#util/error.js';
import { RUN_DIRECTORY } from './place-files.js';
import type { RemoteContainer } from './remote-container.js';

const MIB = 1024 * 1024;
const LARGEST = 64 * MIB;
const ALL = 128 * MIB;
const MOST = 1000;

export interface MadeFiles {
  /** By their name below the folder of the run. */
  readonly files: ReadonlyMap<string, Bytes>;
  /** What is left out and why, a sentence each. */
  readonly leftOut: readonly string[];
}

/**
 * Reads what is new or other than it was put there: regular files alone, and not too much.
 *
 * @param given files as they were put there
 * @param built names of programs that a compiler made
 */
export async function readMadeFiles(
  container: RemoteContainer,
  given: Readonly<Record<string, Bytes>>,
  built: ReadonlySet<string>,
  limits?: Limits,
): Promise<MadeFiles> {
  const files = new Map<string, Bytes>();
  const leftOut: string[] = [];
  const leave = (name: string, why: string): void => void leftOut.push(`${name} is left out: ${why}`);
  let bytes = 0;
  for (const { name, isFile } of await list(container, limits)) {
    if (built.has(name)) continue;
    if (!isFile) leave(name, 'it is no regular file');
    else if (name.includes('\uFFFD')) leave(name, 'its name is not UTF-8');
    else if (files.size === MOST) {
      leftOut.push(`more than ${MOST} files were made; the others are left out`);
      break;
    } else {
      const content = await read(container, name, Math.min(LARGEST, ALL - bytes), limits);
      const before = given[name];
      if (content === undefined) leave(name, `it cannot be read, or there are more than ${ALL / MIB} MiB together`);
      else if (!before || !equal(before, content)) {
        bytes += content.length;
        files.set(name, content);
      }
    }
  }
  return { files, leftOut };
}

interface Entry {
  readonly name: string;
  readonly isFile: boolean;
}

/** All but folders, in the order of their names. */
async function list(container: RemoteContainer, limits?: Limits): Promise<Entry[]> {
  const names = async (words: readonly string[]): Promise<string[]> => {
    const argv = ['find', '.', ...words, '-print0'];
    const { stdout } = await container.run({ argv, directory: RUN_DIRECTORY, user: '' }, undefined, limits);
    return decodeText(concat([stdout]))
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => name.replace(/^\.\//, ''));
  };
  const files = new Set(await names(['-type', 'f']));
  const all = await names(['!', '-type', 'd']);
  return all.sort().map((name) => ({ name, isFile: files.has(name) }));
}

async function read(
  container: RemoteContainer,
  name: string,
  most: number,
  limits?: Limits,
): Promise<Bytes | undefined> {
  try {
    return await container.get(`${RUN_DIRECTORY}/${name}`, most, limits);
  } catch (error) {
    if (hasCode(error, 'guest-refused')) return undefined;
    throw error;
  }
}
