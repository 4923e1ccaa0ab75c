// One grader for one folder. A lock whose owner is gone is taken over.
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { errnoOf, fileError, ifThere } from '#node/file-error.js';
import { IpclabError } from '#util/error.js';
import { readAs } from '#util/parse-as.js';

const owner = z.strictObject({
  pid: z.int(),
  host: z.string(),
  /** When that process began, in the kernel's ticks: its number may be another's by now. Null where nobody tells. */
  began: z.string().nullable(),
});

type Owner = z.output<typeof owner>;

const NAME = 'lock';

const CURE = 'give another folder with --out';

/**
 * Locks a folder until it is disposed of, or this process ends.
 *
 * @throws IpclabError `usage` that says who has it
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  const lock = join(folder, NAME);
  const self: Owner = { pid: process.pid, host: hostname(), began: beginOf(process.pid) };
  const own = join(folder, `.${NAME}-${randomUUID()}`);
  await writeFile(own, JSON.stringify(self)).catch((error: unknown) => {
    throw fileError(error, folder, CURE);
  });
  try {
    // A link appears whole or not at all, and never over another.
    if (!(await linked(own, lock, folder))) {
      await removeStale(folder, lock);
      if (!(await linked(own, lock, folder))) throw taken(folder, 'another process');
    }
  } finally {
    await rm(own, { force: true });
  }
  return { [Symbol.asyncDispose]: () => rm(lock, { force: true }) };
}

async function linked(own: string, lock: string, folder: string): Promise<boolean> {
  try {
    await link(own, lock);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw fileError(error, folder, CURE);
  }
}

async function removeStale(folder: string, lock: string): Promise<void> {
  const text = await ifThere(readFile(lock, 'utf8'), lock, CURE);
  if (text === undefined) return;
  const reading = readAs(owner, text);
  const holder = 'value' in reading ? reading.value : undefined;
  if (holder && isAlive(holder)) throw taken(folder, `process ${holder.pid} of ${holder.host}`);
  // Moved away first: if two find it stale, the slower one must not remove the lock of the faster.
  const moved = join(folder, `.${NAME}-${randomUUID()}`);
  await ifThere(rename(lock, moved), lock, CURE);
  const was = await ifThere(readFile(moved, 'utf8'), moved, CURE);
  if (was !== undefined && was !== text) await linked(moved, lock, folder);
  await rm(moved, { force: true });
}

function taken(folder: string, who: string): IpclabError {
  return new IpclabError(
    'usage',
    `${folder}: is being graded into by ${who}; wait for its end, or give another folder with --out`,
  );
}

/** Of a process on another machine nobody here can tell. */
function isAlive({ pid, host, began }: Owner): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return began === null || beginOf(pid) === began;
}

/** Field 22 of proc(5)'s stat; the name before it may hold anything. */
function beginOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
