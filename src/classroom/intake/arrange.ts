// Where a lab looks for files is not always where a student's archive has them.
import type { Bytes } from '#util/bytes.js';
import { isSource, plainText } from '#util/source-text.js';
import type { Notes } from './collect.js';
import { shown } from './entry.js';
import { commonFolder, folderOf, nameOf } from './path.js';

/**
 * Takes away the folders around the work, and gives each file that the lab expects its name.
 *
 * @param expected paths that the lab asks for
 */
export function arrange(
  files: ReadonlyMap<string, Bytes>,
  expected: readonly string[],
  notes: Notes,
): Map<string, Bytes> {
  const root = rootOf([...files.keys()], expected, notes);
  const arranged = new Map<string, Bytes>();
  const elsewhere = new Map<string, Bytes>();
  for (const [path, content] of files) {
    if (path.startsWith(root)) arranged.set(path.slice(root.length), content);
    else elsewhere.set(path, content);
  }
  for (const path of expected) {
    if (arranged.has(path)) continue;
    const found = substitute(path, new Map([...arranged, ...elsewhere]), expected);
    if (found === undefined) continue;
    const content = arranged.get(found) ?? elsewhere.get(found);
    arranged.delete(found);
    elsewhere.delete(found);
    if (!content) continue;
    arranged.set(path, isSource(path) && !isSource(found) ? plainText(content).content : content);
    notes.add(`${shown(found)} was taken for ${path}`);
  }
  for (const path of elsewhere.keys()) notes.add(`${shown(path)} was left out: the work is in ${shown(root)}`);
  return arranged;
}

/** The folder with most of what is expected; where nothing of it is anywhere, the one that everything is in. */
function rootOf(paths: readonly string[], expected: readonly string[], notes: Notes): string {
  const there = new Set(paths);
  const folders = [...new Set(paths.flatMap(foldersAbove))].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const scores = folders.map((folder) => expected.filter((path) => there.has(folder + path)).length);
  const best = Math.max(0, ...scores);
  if (best === 0) return commonFolder(paths);
  const candidates = folders.filter((_, index) => scores[index] === best);
  const [root = ''] = candidates;
  if (candidates.length > 1)
    notes.add(`the work is there ${candidates.length} times; the one in ${shown(root || 'the top folder')} counts`);
  return root;
}

function foldersAbove(path: string): string[] {
  const above = [''];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) above.push(path.slice(0, at + 1));
  return above;
}

/**
 * The one file that can be meant by a name which only one is to have: the same in another folder, in other letters, saved a second time, with another
 * end, with words around it, or the only source there is.
 */
function substitute(path: string, files: ReadonlyMap<string, Bytes>, expected: readonly string[]): string | undefined {
  const free = [...files.keys()].filter((each) => !expected.includes(each));
  const name = nameOf(path).toLowerCase();
  if (expected.some((each) => each !== path && nameOf(each).toLowerCase() === name)) return undefined;
  const others = expected.filter((each) => each !== path).map((each) => stem(nameOf(each).toLowerCase()));
  const rules = [
    (each: string) => nameOf(each) === nameOf(path),
    (each: string) => nameOf(each).toLowerCase() === name,
    (each: string) => withoutCopy(nameOf(each).toLowerCase()) === name,
    (each: string) =>
      isText(each) && sameEnd(each, path) && stem(withoutCopy(nameOf(each).toLowerCase())) === stem(name),
    (each: string) =>
      isText(each) && sameEnd(each, path) && names(each, stem(name)) && !others.some((one) => names(each, one)),
    (each: string) => expected.length === 1 && isSource(path) && folderOf(path) === '' && /\.c$/i.test(each),
  ];
  for (const rule of rules) {
    const found = free.filter(rule);
    if (found.length === 1) return found[0];
    if (found.length > 1) return undefined;
  }
  return undefined;
}

/** `count.c` of `count (1).c`, `count - Copy.c` and `copy of count.c`, as systems call a second one, and of ` count.c.`. */
function withoutCopy(name: string): string {
  return name
    .trim()
    .replace(/[. ]+$/, '')
    .replace(/^copy of /, '')
    .replace(/(?: ?\(\d{1,3}\)| - copy(?: ?\(\d{1,3}\))?| copy(?: \d{1,3})?)(?=\.[^.]*$)/, '');
}

/** Ends that sources get from editors and mail programs. */
const TEXT_ENDS = /(?:\.(?:c|h|cc|cpp|cxx|txt|text))+$/i;

function isText(path: string): boolean {
  return TEXT_ENDS.test(path);
}

function stem(name: string): string {
  return name.replace(TEXT_ENDS, '');
}

/** A header is not taken for a program. */
function sameEnd(a: string, b: string): boolean {
  return /\.h$/i.test(a) === /\.h$/i.test(b);
}

/** Whether the words of a file's name have this one among them: `count` is one of `task2_count.c`. */
function names(path: string, word: string): boolean {
  const around = `-${stem(nameOf(path).toLowerCase()).replace(/[^\p{L}\p{N}]+/gu, '-')}-`;
  return around.includes(`-${word.replace(/[^\p{L}\p{N}]+/gu, '-')}-`);
}
