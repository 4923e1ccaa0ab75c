// Files of this machine, as they go along.
import { stat } from 'node:fs/promises';
import { fileError, readBytes } from '#node/file-error.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { isSource, plainText } from '#util/source-text.js';

const MIB = 1024 * 1024;

/** Far above any file that a person writes for a program; a larger one is a mistake. */
const LARGEST = 8 * MIB;

const CURE = 'give the path of a C file';

/**
 * Of a file that a program needs.
 *
 * @param given how the person calls it
 * @throws IpclabError `usage` for what cannot be read, or is too large
 */
export async function readNeeded(path: string, given: string): Promise<Bytes> {
  const info = await stat(path).catch((error: unknown) => {
    throw fileError(error, given, CURE);
  });
  if (!info.isFile()) throw new IpclabError('usage', `${given}: not a regular file; ${CURE}`);
  if (info.size > LARGEST) {
    throw new IpclabError(
      'usage',
      `${given}: has ${sizeWords(info.size)}, and a file of a program has at most ${sizeWords(LARGEST)}; give a smaller one`,
    );
  }
  return asText(
    path,
    await readBytes(path, CURE).catch((error: unknown) => Promise.reject(fileError(error, given, CURE))),
  );
}

/** C as text for a compiler on Linux, as `ipclab grade` makes it of what is handed in. */
export function asText(path: string, content: Bytes): Bytes {
  return isSource(path) ? plainText(content).content : content;
}

export async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  const info = await stat(path).catch(() => undefined);
  return info?.isFile() ? 'file' : info?.isDirectory() ? 'folder' : undefined;
}

export function sizeWords(bytes: number): string {
  return bytes < MIB ? `${bytes} bytes` : `${Math.round((bytes / MIB) * 10) / 10} MiB`;
}
