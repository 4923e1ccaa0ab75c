// A person's C files, and what they are called in the guest.
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';

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
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'no such file' : `cannot be read (${code ?? 'unknown error'})`;
    throw new IpclabError('usage', `${given}: ${reason}; give the path of a C file`);
  });
  if (!info.isFile()) throw new IpclabError('usage', `${given}: not a regular file; give the path of a C file`);
  if (info.size > LARGEST)
    throw new IpclabError('usage', `${given}: larger than ${LARGEST} bytes; give the path of a C file`);
  return { given, name: guestName(given), content: await read(given) };
}

async function readHeaders(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const headers = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.h'));
  return Promise.all(
    headers.map(async (entry) => {
      const given = join(folder, entry.name);
      return { given, name: guestName(given), content: await read(given) };
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

async function read(path: string): Promise<Bytes> {
  const content = await readFile(path).catch((error: unknown) => {
    throw new IpclabError(
      'usage',
      `${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    );
  });
  return new Uint8Array(content);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
