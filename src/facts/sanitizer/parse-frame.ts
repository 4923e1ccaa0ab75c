// A line of a sanitizer's call stack.
import type { Frame } from './finding.js';

const FRAME = /^ +#\d+ 0x[0-9a-f]+(?: in (\S+))?(?: +(.*))?$/;
const LINE = /^(.*?):(\d+)(?::\d+)?$/;

/**
 * @param directory where the program was compiled: the files in and beside it are the program's own
 * @returns undefined: it is no such line
 */
export function parseFrame(line: string, directory: string): Frame | undefined {
  const [whole, name = '', where = ''] = FRAME.exec(line) ?? [];
  if (whole === undefined) return undefined;
  const [, path, number] = LINE.exec(where) ?? [];
  const file = path?.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : null;
  // What the runtime puts in the place of a function of the C library is that function to its caller.
  const called = name.replace(/^__interceptor_/, '');
  return { function: called, file, line: file === null ? null : Number(number) };
}
