// Which paths of an archive are names of files below one folder, and which of them nobody means.
import { KEPT } from './caps.js';

export type Checked = { readonly path: string } | { readonly problem: string };

/** What turns the direction of text, and letters that nobody sees; joiners and marks are in people's names, see {@link withoutUnseen}. */
const DECEIVING = String.raw`\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e0fff}`;
/** U+FFFD stands for what is no UTF-8. */
const NO_TEXT = new RegExp(String.raw`[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffd${DECEIVING}]`, 'u');
const UNSEEN = new RegExp(String.raw`(?![${DECEIVING}])[\p{Cf}\p{Default_Ignorable_Code_Point}]`, 'gu');

/** A path from outside as a plain relative one in NFC, or what is wrong with it. */
export function safePath(given: string): Checked {
  if (NO_TEXT.test(given)) return { problem: 'its name has characters that are not text' };
  if (/^([/\\]|[a-z]:)/i.test(given)) return { problem: 'its path is absolute' };
  const parts = given
    .normalize('NFC')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return { problem: 'its path leads out of the folder' };
  if (parts.includes('__proto__')) return { problem: 'its name is not allowed' };
  if (parts.length === 0) return { problem: 'it has no name' };
  const path = parts.join('/');
  if (Buffer.byteLength(path) > KEPT.path || parts.length > KEPT.depth) return { problem: 'its path is too long' };
  return { path };
}

/** `count.c` with a blank of no width in it is `count.c`. */
export function withoutUnseen(path: string): string {
  return path.replace(UNSEEN, '');
}

const LITTER_FOLDERS = /^(__MACOSX|\.git|\.svn|\.hg|\.vscode|\.idea|\.vs|\.cache|node_modules|CMakeFiles|.*\.dSYM)$/;
const LITTER_FILES = /^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|.*~|#.*#|\.#.*|\..*\.sw[a-z]|.*\.bak|\.gitignore)$/i;

/** Left behind by systems and editors: nobody hands these in on purpose, and nobody needs to be told. */
export function isLitter(path: string): boolean {
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  const name = parts.pop() ?? '';
  return LITTER_FILES.test(name) || LITTER_FOLDERS.test(name) || parts.some((part) => LITTER_FOLDERS.test(part));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** With a slash at its end; empty for a file that is in no folder. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The folder that all of the paths are in, with a slash at its end. */
export function commonFolder(paths: readonly string[]): string {
  const [first] = paths;
  if (first === undefined) return '';
  let folder = folderOf(first);
  while (folder !== '' && !paths.every((path) => path.startsWith(folder))) folder = folderOf(folder.slice(0, -1));
  return folder;
}
