// What the file system refuses, as a sentence.
import { readFile } from 'node:fs/promises';
import { asIpclabError, IpclabError } from '#util/error.js';
import type { Bytes } from '#util/bytes.js';

interface Refusal {
  readonly reason: string;
  /** Where it is not the caller who knows what to do. */
  readonly cure?: string;
}

const PERMISSIONS = 'look at its permissions and those of its folder';

/** By errno(3). */
const REFUSALS: Readonly<Partial<Record<string, Refusal>>> = {
  ENOENT: { reason: 'is not there' },
  ENOTDIR: { reason: 'cannot be there, because a part of its path is no folder' },
  EISDIR: { reason: 'is a folder' },
  EEXIST: { reason: 'is there already' },
  ENOTEMPTY: { reason: 'is there already' },
  EACCES: { reason: 'may not be used by this user', cure: PERMISSIONS },
  EPERM: { reason: 'may not be used by this user', cure: PERMISSIONS },
  EROFS: { reason: 'is on a disk that takes no writes' },
  ENOSPC: { reason: 'has no room on its disk', cure: 'make room there and start again' },
  EDQUOT: { reason: "is more than this user's quota allows", cure: 'make room there and start again' },
  EIO: { reason: 'is on a disk that fails', cure: 'look at that disk' },
  ELOOP: { reason: 'is a ring of links' },
  ENAMETOOLONG: { reason: 'is too long a name' },
  EMFILE: { reason: 'is one file too many for this process', cure: 'give fewer jobs, or raise ulimit -n' },
  ENFILE: { reason: 'is one file too many for this machine', cure: 'close some programs' },
};

/**
 * @param error whatever a function of node:fs threw; what did not come from the file system is a fault of ours
 * @param path as the person knows it
 * @param cure what to do where the reason alone does not say it
 * @returns IpclabError `usage` with `data.errno`
 */
export function fileError(error: unknown, path: string, cure: string): IpclabError {
  const errno = errnoOf(error);
  if (error instanceof IpclabError || errno === undefined) return asIpclabError(error);
  // What mkdir says of a file that is in the way of a folder.
  const isInTheWay = errno === 'EEXIST' && (error as NodeJS.ErrnoException).syscall === 'mkdir';
  const refusal = REFUSALS[isInTheWay ? 'ENOTDIR' : errno] ?? { reason: `cannot be used (${errno})` };
  return new IpclabError('usage', `${path}: ${refusal.reason}; ${refusal.cure ?? cure}`, { errno }, { cause: error });
}

/** The name of the error of a system call, such as ENOENT; undefined: it came from none. */
export function errnoOf(error: unknown): string | undefined {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return syscall === undefined ? undefined : code;
}

const ABSENT: readonly string[] = ['ENOENT', 'ENOTDIR'];

/**
 * @param answer of a function of node:fs
 * @returns undefined: there is nothing with that path
 * @throws IpclabError `usage` for whatever else the file system refuses
 */
export async function ifThere<T>(answer: Promise<T>, path: string, cure: string): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (ABSENT.includes(errnoOf(error) ?? '')) return undefined;
    throw fileError(error, path, cure);
  }
}

/**
 * @param cure what to give instead: "give a file that ipclab run --record wrote"
 * @throws IpclabError `usage`
 */
export async function readBytes(path: string, cure: string): Promise<Bytes> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw fileError(error, path, cure);
  }
}

/**
 * The same of UTF-8.
 *
 * @throws IpclabError `usage`
 */
export async function readText(path: string, cure: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw fileError(error, path, cure);
  }
}
