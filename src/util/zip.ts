// Files in one archive that every system opens.
import { strToU8, zipSync } from 'fflate';
import type { Bytes } from './bytes.js';

export interface ZipOptions {
  /** In which all of them stand; default: none. */
  readonly folder?: string;
  /** What it says of when they were written; default: now. The same time makes the same bytes, in every time zone. */
  readonly modified?: Date;
}

/** The first time that a zip can tell. */
export const FIRST_OF_ZIP = new Date(1980, 0, 1);

/** @param files text or bytes by name */
export function zipOf(
  files: ReadonlyMap<string, string | Uint8Array>,
  { folder, modified = new Date() }: ZipOptions = {},
): Bytes {
  const path = (name: string): string => (folder === undefined ? name : `${folder}/${name}`);
  const content = [...files].map(
    ([name, file]) => [path(name), typeof file === 'string' ? strToU8(file) : file] as const,
  );
  return new Uint8Array(zipSync(Object.fromEntries(content), { level: 9, mtime: modified }));
}
