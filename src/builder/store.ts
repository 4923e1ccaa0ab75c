// Results of build steps, by the digest of their inputs.
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '#node/file-error.js';
import { cacheFolder } from '#node/paths.js';
import { makeWhole } from '#node/whole-file.js';
import { digestInputs, type Inputs } from './digest.js';

/** How many results of one name are kept. */
const KEPT = 3;

const CURE = 'look at that folder';

/**
 * A step's result is a folder that is there whole or not at all: it is built under another name and renamed when it
 * is done. It lives outside the working copy, so that a second clone does not compile a kernel again.
 */
export class Store {
  readonly #folder: string;
  readonly #report: (line: string) => void;

  constructor(report: (line: string) => void, folder = cacheFolder()) {
    this.#folder = folder;
    this.#report = report;
  }

  /** A folder for state that is worth keeping and no result. */
  scratch(name: string): string {
    return join(this.#folder, name);
  }

  /**
   * The folder of a step's result; builds it first when it is not there.
   *
   * @param name of the step; a few results of each name are kept, so what images do not share is filed under their shelves
   * @param build writes the result into the folder that it is given
   */
  async step(name: string, inputs: Inputs, build: (folder: string) => Promise<void>): Promise<string> {
    const result = join(this.#folder, `${name}-${digestInputs(inputs).slice(0, 16)}`);
    if (await ifThere(stat(result), result, CURE)) {
      const now = new Date();
      await utimes(result, now, now);
      return result;
    }
    this.#report(name);
    await this.#removeDead();
    // Somebody else may have built the same in the meantime.
    await makeWhole(result, build, { existing: 'keep', cure: CURE });
    await this.#prune(name);
    return result;
  }

  /** Forgets a step's results, so that it is done anew. */
  async forget(name: string): Promise<void> {
    for (const folder of await this.#results(name)) await rm(folder, { recursive: true, force: true });
  }

  async #results(name: string): Promise<string[]> {
    const isResult = (entry: string): boolean =>
      entry.startsWith(`${name}-`) && /^[0-9a-f]{16}$/.test(entry.slice(name.length + 1));
    return (await this.#names()).filter(isResult).map((entry) => join(this.#folder, entry));
  }

  async #names(): Promise<string[]> {
    return (await ifThere(readdir(this.#folder), this.#folder, CURE)) ?? [];
  }

  async #prune(name: string): Promise<void> {
    const aged = await Promise.all(
      (await this.#results(name)).map(async (folder) => ({ folder, used: (await stat(folder)).mtimeMs })),
    );
    aged.sort((a, b) => b.used - a.used);
    for (const { folder } of aged.slice(KEPT)) await rm(folder, { recursive: true, force: true });
  }

  /** Removes what an interrupted build of a process that is no more has left. */
  async #removeDead(): Promise<void> {
    for (const name of await this.#names()) {
      const pid = Number(/^\..*-(\d+)\.partial$/.exec(name)?.[1] ?? NaN);
      if (pid > 0 && !isAlive(pid)) await rm(join(this.#folder, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
