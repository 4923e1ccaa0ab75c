// test/vectors/, which the codecs of the host and of the agent are checked against.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';
import { concat } from '#util/bytes.js';

export const FRAMES_FILE = join(PACKAGE_ROOT, 'test/vectors/frames.txt');
export const PAYLOADS_FILE = join(PACKAGE_ROOT, 'test/vectors/payloads.txt');

/** The lines of a file that are no comment. */
export function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Pieces joined by `+`, each hexadecimal or HH*COUNT; `-` is empty. */
export function parseBytes(text: string): Uint8Array {
  if (text === '-') return new Uint8Array(0);
  return concat(
    text.split('+').map((piece) => {
      const [hex = '', count = '1'] = piece.split('*');
      return Uint8Array.from(Buffer.from(hex.repeat(Number(count)), 'hex'));
    }),
  );
}
