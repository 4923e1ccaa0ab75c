// A person's C files, and what they are called in the guest.
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { fileError, readBytes } from '#node/file-error.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { plainText } from '#util/source-text.js';

export interface SourceFile {
  /** As it was given on the command line. */
  readonly given: string;
  /** Relative name in the guest. */
  readonly name: string;
  readonly content: Bytes;
}

/** The files of a program. */
export interface SourceFiles {
  readonly sources: readonly SourceFile[];
  readonly headers: readonly SourceFile[];
}

const CURE = 'give the path of a C file';

/** Far above any program that a person writes; a larger file is a mistake. */
const LARGEST = 8 * 1024 * 1024;

/**
 * Reads C files, and the headers that lie beside them.
 *
 * @throws IpclabError `usage` for what is no readable C file
 */
export async function readSources(paths: readonly string[]): Promise<SourceFiles> {
  const sources = await Promise.all(paths.map(readSource));
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  const headers = await Promise.all(folders.map(readHeaders));
  return { sources, headers: headers.flat() };
}

/** The compiler's messages with each file called as the person calls it. */
export function withGivenNames(messages: string, files: readonly SourceFile[]): string {
  // The longest first, so that a/t.c is not taken for t.c.
  const byLength = [...files].sort((a, b) => b.name.length - a.name.length);
  return byLength.reduce((text, { name, given }) => {
    const pattern = new RegExp(`(?<![^\\s'"\`(])(?:\\./)?${escapeRegExp(name)}(?=:)`, 'g');
    return text.replace(pattern, () => given);
  }, messages);
}

async function readSource(given: string): Promise<SourceFile> {
  if (!given.endsWith('.c')) {
    throw new IpclabError(
      'usage',
      `${given}: not a C file; give files that end in .c, and the program's own arguments after --`,
    );
  }
  const info = await stat(given).catch((error: unknown) => {
    throw fileError(error, given, CURE);
  });
  if (!info.isFile()) throw new IpclabError('usage', `${given}: not a regular file; ${CURE}`);
  if (info.size > LARGEST) throw new IpclabError('usage', `${given}: larger than ${LARGEST} bytes; ${CURE}`);
  return { given, name: guestName(given), content: await readSourceText(given, CURE) };
}

async function readHeaders(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw fileError(error, folder, CURE);
  });
  const headers = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.h'));
  return Promise.all(
    headers.map(async (entry) => {
      const given = join(folder, entry.name);
      return { given, name: guestName(given), content: await readSourceText(given, CURE) };
    }),
  );
}

/** The same path below one folder: what leads up or to the root is called `up`. */
function guestName(path: string): string {
  return normalize(path)
    .split(sep)
    .map((part) => (part === '..' || part === '' ? 'up' : part))
    .join('/');
}

/** As text for a compiler on Linux, as `ipclab grade` makes it of what is handed in. */
async function readSourceText(path: string, cure: string): Promise<Bytes> {
  return plainText(await readBytes(path, cure)).content;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
