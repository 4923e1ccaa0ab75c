// Which paths of an archive are names of files below one folder, and which of them nobody means.
import { KEPT } from './caps.js';

export type Checked = { readonly path: string } | { readonly problem: string };

/** A path from outside as a plain relative one in NFC, or what is wrong with it. */
export function safePath(given: string): Checked {
  // U+FFFD stands for what is no UTF-8.
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffd]/u.test(given))
    return { problem: 'its name has characters that are not text' };
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
