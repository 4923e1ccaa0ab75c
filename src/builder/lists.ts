// Lists beside an image.json: an entry a line, a `#` begins a comment.
import { readFile } from 'node:fs/promises';
import { ifThere } from '#node/file-error.js';
import { IpclabError } from '#util/error.js';

export interface ListEntry {
  readonly entry: string;
  /** Its file and line, for messages. */
  readonly where: string;
}

/** A list's entries; none when there is no such file. */
export async function readList(file: string): Promise<ListEntry[]> {
  const text = await ifThere(readFile(file, 'utf8'), file, 'put a list in its place, or nothing');
  return (text ?? '')
    .split('\n')
    .map((line, index) => ({ entry: line.replace(/(^|\s)#.*/, '').trim(), where: `${file}:${index + 1}` }))
    .filter(({ entry }) => entry !== '');
}

/**
 * A list of `NAME: SOMETHING`, as `[NAME, SOMETHING]`.
 *
 * @param form what an entry looks like, for the message
 * @throws IpclabError `usage` that names the line
 */
export async function readPairs(file: string, form: string): Promise<[name: string, text: string][]> {
  const entries = await readList(file);
  return entries.map(({ entry, where }) => {
    const [, name, text] = /^([a-z0-9][a-z0-9+.-]+): *(\S.*)$/.exec(entry) ?? [];
    if (name === undefined || text === undefined)
      throw new IpclabError('usage', `${where}: ${JSON.stringify(entry)} is not ${form}`);
    return [name, text];
  });
}
