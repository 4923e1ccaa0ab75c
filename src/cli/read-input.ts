// Standard input of a program that nobody types to.
import { buffer } from 'node:stream/consumers';
import { tell } from './tell.js';

/** All of standard input; none from a terminal, which is told. */
export async function readInput(
  from: NodeJS.ReadableStream & { readonly isTTY?: boolean } = process.stdin,
): Promise<Uint8Array> {
  if (from.isTTY !== true) return buffer(from);
  tell([
    'nobody can type while the clock is virtual: standard input is empty; give it by < file, or type with --clock real',
  ]);
  return new Uint8Array(0);
}
