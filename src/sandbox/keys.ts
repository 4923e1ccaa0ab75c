// Who may use a server: a file with a key on each line, and how many runs an hour it is good for.
import { createHash } from 'node:crypto';
import { readText } from '#node/file-error.js';
import { IpclabError } from '#util/error.js';

/** Keys by their digest: the time that it takes to look one up tells nothing about the others. */
export class Keys {
  readonly #runs = new Map<string, number>();

  /** @param runs an hour, by key; 0: any number */
  constructor(runs: Iterable<readonly [key: string, runs: number]>) {
    for (const [key, number] of runs) this.#runs.set(digestOf(key), number);
  }

  get size(): number {
    return this.#runs.size;
  }

  /** @returns runs an hour, 0: any number; undefined: nobody has such a key */
  runsOf(key: string): number | undefined {
    return this.#runs.get(digestOf(key));
  }
}

const LINE = /^(?<key>[0-9A-Za-z_-]{16,200})(?:\s+(?<runs>\d{1,9}))?$/;
const CURE =
  'write a key of 16 or more letters and digits on each line and, after a space, how many runs an hour it is good for';

/** @throws IpclabError `usage` that names the file and the line; a key is never quoted */
export async function readKeys(path: string): Promise<Keys> {
  const lines = (await readText(path, 'give a file with keys')).split(/\r?\n/);
  const keys = lines.flatMap((line, index): [string, number][] => {
    const text = line.replace(/#.*/, '').trim();
    if (text === '') return [];
    const { key, runs = '0' } = LINE.exec(text)?.groups ?? {};
    if (key === undefined) throw new IpclabError('usage', `${path}: line ${index + 1} is no key; ${CURE}`);
    return [[key, Number(runs)]];
  });
  if (keys.length === 0) throw new IpclabError('usage', `${path}: has no key; ${CURE}`);
  return new Keys(keys);
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
