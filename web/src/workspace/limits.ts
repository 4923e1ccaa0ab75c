// How much one project holds: far more than a program of a course, far less than what would make a tab slow.

import { bytesOf } from './content.js';

export const MOST_FILES = 64;
/** Bytes of one file. */
export const LARGEST_FILE = 256 * 1024;
/** Bytes of all files of one project. */
export const LARGEST_PROJECT = 1024 * 1024;

/** Bytes of a text as it goes into the guest. */
export function sizeOf(text: string): number {
  return bytesOf(text).length;
}

/** What is too much about these files, as a sentence; `undefined` when they fit. */
export function sizeFault(files: ReadonlyMap<string, string>): string | undefined {
  if (files.size > MOST_FILES) return `A project holds ${MOST_FILES} files at most; these would be ${files.size}.`;
  let total = 0;
  for (const [name, text] of files) {
    const size = sizeOf(text);
    if (size > LARGEST_FILE) return `${name} has ${kib(size)}; a file may have ${kib(LARGEST_FILE)} at most.`;
    total += size;
  }
  if (total > LARGEST_PROJECT) {
    return `Together the files have ${kib(total)}; a project may have ${kib(LARGEST_PROJECT)} at most.`;
  }
  return undefined;
}

/** A size in words: `12 KiB`, and never 0 for what is not empty. */
export function kib(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
