// A line of a sanitizer's call stack.
import type { Frame } from './finding.js';
import { ownName, type OwnFiles } from './own-name.js';

const FRAME = /^ +#\d+ 0x[0-9a-f]+(?: in (\S+))?(?: +(.*))?$/;
const LINE = /^(.*?):(\d+)(?::\d+)?$/;

/** @returns undefined: it is no such line */
export function parseFrame(line: string, own: OwnFiles): Frame | undefined {
  const [whole, name = '', where = ''] = FRAME.exec(line) ?? [];
  if (whole === undefined) return undefined;
  const [, path, number] = LINE.exec(where) ?? [];
  const file = path === undefined ? null : ownName(path, own);
  // What the runtime puts in the place of a function of the C library is that function to its caller.
  const called = name.replace(/^__interceptor_/, '');
  return { function: called, file, line: file === null ? null : Number(number) };
}
