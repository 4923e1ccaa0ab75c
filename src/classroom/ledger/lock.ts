// One grader for one folder. A lock whose owner is gone is taken over.
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { errnoOf, fileError, ifThere } from '#node/file-error.js';
import { encodeText } from '#util/bytes.js';
import { sha256Now } from '#util/digest.js';
import { IpclabError } from '#util/error.js';
import { readAs } from '#util/parse-as.js';

const owner = z.strictObject({
  /** One of its own for each lock, so that no two locks have the same text. */
  id: z.string(),
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
  const self: Owner = { id: randomUUID(), pid: process.pid, host: hostname(), began: beginOf(process.pid) };
  const own = join(folder, `.${NAME}-${self.id}`);
  await writeFile(own, JSON.stringify(self)).catch((error: unknown) => {
    throw fileError(error, folder, CURE);
  });
  try {
    // A link appears whole or not at all, and never over another.
    if (!(await linked(own, lock, folder)) && !(await takeOver(own, lock, folder)))
      throw taken(folder, 'another process');
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

/**
 * Puts `own` in the place of a lock whose owner is gone. Of all who find it so, only who claims it may: a claim is a file of
 * its own, named after the text that it claims. Of an owner who went after his claim, the claim is claimed.
 *
 * @returns whether it could; another was faster otherwise
 */
async function takeOver(own: string, lock: string, folder: string): Promise<boolean> {
  const stale = await readLock(lock, folder);
  if (stale === undefined) return linked(own, lock, folder);
  const claims: string[] = [];
  for (let text = stale; ;) {
    const claim = join(folder, `.${NAME}-claim-${sha256Now(encodeText(text))}`);
    if (await linked(own, claim, folder)) {
      claims.push(claim);
      break;
    }
    const other = await readLock(claim, folder);
    if (other === undefined) return false;
    claims.push(claim);
    text = other;
  }
  // Another may have claimed it before, taken its place, and given up his claim.
  const isMine = (await ifThere(readFile(lock, 'utf8'), lock, CURE)) === stale;
  if (isMine) await rename(own, lock);
  for (const claim of isMine ? claims : claims.slice(-1)) await rm(claim, { force: true });
  return isMine;
}

/** @throws IpclabError `usage` when its owner lives */
async function readLock(lock: string, folder: string): Promise<string | undefined> {
  const text = await ifThere(readFile(lock, 'utf8'), lock, CURE);
  if (text === undefined) return undefined;
  const reading = readAs(owner, text);
  const holder = 'value' in reading ? reading.value : undefined;
  if (holder && isAlive(holder)) throw taken(folder, `process ${holder.pid} of ${holder.host}`);
  return text;
}

function taken(folder: string, who: string): IpclabError {
  return new IpclabError(
    'usage',
    `${folder}: is being graded into by ${who}; wait until it is done, or give another folder with --out`,
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
