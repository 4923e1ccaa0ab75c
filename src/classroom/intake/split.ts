// A folder or an archive is one student's work, or a class of them.
import { handInStem, isHandIn } from '#kit/hand-in.js';
import { isArchive, archiveStem } from './archive.js';
import type { Entry } from './entry.js';
import type { GradescopeExport } from './gradescope.js';
import { platformOf, readMoodleName, type NameReader, type PlatformStudent } from './platform-name.js';
import { commonFolder, folderOf, isLitter, nameOf, safePath } from './path.js';

/** Entries of one student. */
export interface Group {
  /** What the submission is called: the name of a folder, an archive or a file. */
  readonly label: string;
  /** Where it lies in what was given; empty: it is all of it. */
  readonly where: string;
  /** What the learning platform calls the student. */
  readonly platform: PlatformStudent | undefined;
  readonly entries: readonly Entry[];
}

export interface Split {
  readonly groups: readonly Group[];
  /** What lies beside submissions and is none, by path. */
  readonly ignored: readonly string[];
  /** It was taken for one although its parts look like several. */
  readonly looksLikeClass?: boolean;
}

export type Layout = 'auto' | 'one' | 'many';

/**
 * @param whole what was given, as one group without its entries
 * @param expected paths that the lab asks for
 * @param gradescope whose the folders of Gradescope's export are; undefined: it is none
 * @param onDisk a folder of this machine: folders in it are taken for students where nothing else speaks against it
 */
export function split(
  entries: readonly Entry[],
  whole: Group,
  expected: readonly string[],
  layout: Layout,
  onDisk: boolean,
  gradescope?: GradescopeExport,
): Split {
  const one: Split = { groups: [{ ...whole, entries }], ignored: [] };
  if (layout === 'one') return one;
  const placed = withPlainPaths(entries);
  const root = classRoot(placed.map(({ path }) => path));
  const tops = topLevel(placed, root);
  if (gradescope) {
    const nobodys = placeTheRest(entries, root, tops);
    return withIgnored(byGradescope(tops, root, gradescope), nobodys);
  }
  const platform = platformOf([...tops.keys()]);
  if (!platform && layout !== 'many' && !isClass(tops, expected, onDisk)) return one;
  const nobodys = placeTheRest(entries, root, tops);
  return withIgnored(platform ? byPlatform(tops, root, platform) : byTopLevel(tops, root), nobodys);
}

function withIgnored({ groups, ignored }: Split, more: readonly string[]): Split {
  return { groups, ignored: [...ignored, ...more] };
}

/** The folder that all is in, unless it is already a student's. */
function classRoot(paths: readonly string[]): string {
  const parts = commonFolder(paths).split('/').slice(0, -1);
  const student = parts.findIndex((part) => readMoodleName(part) !== undefined);
  return (student < 0 ? parts : parts.slice(0, student)).map((part) => `${part}/`).join('');
}

/** The part of an entry's path that a class is divided by, and what is below it. */
interface Placed {
  readonly entry: Entry;
  readonly below: string;
}

interface PlainEntry {
  readonly path: string;
  readonly entry: Entry;
}

/** A path that is there twice stays so, to be told of. */
function withPlainPaths(entries: readonly Entry[]): PlainEntry[] {
  return entries.flatMap((entry) => {
    const checked = safePath(entry.path);
    return 'path' in checked && !isLitter(checked.path) && entry.kind !== 'folder'
      ? [{ path: checked.path, entry }]
      : [];
  });
}

function topLevel(placed: readonly PlainEntry[], root: string): Map<string, Placed[]> {
  const tops = new Map<string, Placed[]>();
  for (const { path, entry } of placed) {
    const [top = '', ...rest] = path.slice(root.length).split('/');
    const known = tops.get(top);
    const one = { entry, below: rest.join('/') };
    if (known) known.push(one);
    else tops.set(top, [one]);
  }
  return tops;
}

/**
 * Folders that are empty, and what has no path that can be used: of a class they are somebody's all the same, to be told of.
 *
 * @returns what is nobody's, since the part of its path that says whose it is cannot be used
 */
function placeTheRest(entries: readonly Entry[], root: string, tops: Map<string, Placed[]>): string[] {
  const nobodys = new Set<string>();
  const depth = root.split('/').length;
  for (const entry of entries) {
    if (entry.kind !== 'folder' && 'path' in safePath(entry.path)) continue;
    const parts = entry.path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
    const whose = parts.slice(0, depth).join('/');
    const checked = safePath(whose);
    if (isLitter(entry.path)) continue;
    if (!('path' in checked)) nobodys.add(whose);
    if (!('path' in checked) || !checked.path.startsWith(root) || parts.length < depth) continue;
    const top = checked.path.slice(root.length);
    const placed = tops.get(top) ?? [];
    const isInFolder = parts.length > depth && (placed.length === 0 || !isFile(placed));
    if (entry.kind !== 'folder' && isInFolder) placed.push({ entry, below: parts.slice(depth).join('/') });
    if (entry.kind === 'folder' || isInFolder) tops.set(top, placed);
  }
  return [...nobodys];
}

function isFile(placed: readonly Placed[]): boolean {
  return placed.length > 0 && placed.every(({ below }) => below === '');
}

function isClass(tops: ReadonlyMap<string, Placed[]>, expected: readonly string[], onDisk: boolean): boolean {
  const names = [...tops.keys()];
  if (expected.some((path) => tops.has(path.split('/')[0] ?? ''))) return false;
  if (names.filter((name) => isArchive(name) || isHandIn(name)).length > 1) return true;
  const folders = [...tops.values()].filter((placed) => !isFile(placed));
  const wanted = new Set(expected.map(nameOf));
  const withWork = folders.filter((placed) => placed.some(({ below }) => wanted.has(nameOf(below))));
  const copies = withWork.flatMap((placed) => [...new Set(placed.map(({ below }) => nameOf(below)))]);
  if ([...wanted].some((name) => copies.filter((copy) => copy === name).length > 1)) return true;
  const sources = names.filter((name) => /\.[ch]$/i.test(name));
  if (sources.length > 0) return expected.length === 1 && names.length > 1 && names.every((name) => /\.c$/i.test(name));
  return onDisk && folders.length > 1;
}

function byTopLevel(tops: ReadonlyMap<string, Placed[]>, root: string): Split {
  const groups: Group[] = [];
  const ignored: string[] = [];
  for (const [top, placed] of tops) {
    if (!isFile(placed))
      groups.push({ label: top, where: root + top, platform: undefined, entries: placed.map(moved) });
    else if (isArchive(top) || isHandIn(top) || /\.c$/i.test(top))
      groups.push({
        label: stemOf(top),
        where: root + top,
        platform: undefined,
        entries: placed.map(({ entry }) => renamed(entry, top)),
      });
    else ignored.push(root + top);
  }
  return { groups, ignored };
}

function byPlatform(tops: ReadonlyMap<string, Placed[]>, root: string, platform: NameReader): Split {
  const byStudent = new Map<
    string,
    { label: string; where: string; name: string; participant: string; late: boolean; entries: Entry[] }
  >();
  const ignored: string[] = [];
  for (const [top, placed] of tops) {
    const parsed = platform(top, !isFile(placed));
    if (!parsed) {
      ignored.push(root + top);
      continue;
    }
    const { name, participant, isFile: isHandedIn, rest, late } = parsed;
    const label = `${name}_${participant}`;
    const group = byStudent.get(label) ?? { label, where: root + top, name, participant, late, entries: [] };
    byStudent.set(label, group);
    if (!isHandedIn) continue;
    for (const each of placed) group.entries.push(each.below === '' ? renamed(each.entry, rest) : moved(each));
  }
  const groups = [...byStudent.values()].map(({ label, where, name, participant, late, entries }) => ({
    label,
    where,
    platform: { name, participant, late },
    entries,
  }));
  return { groups, ignored };
}

/** What several handed in together is each one's. */
function byGradescope(tops: ReadonlyMap<string, Placed[]>, root: string, gradescope: GradescopeExport): Split {
  const groups: Group[] = [];
  const ignored: string[] = [];
  for (const [top, placed] of tops) {
    if (isFile(placed)) {
      ignored.push(root + top);
      continue;
    }
    const group = { label: top, where: root + top, entries: placed.map(moved) };
    const submitters = gradescope.get(top) ?? [];
    if (submitters.length === 0) groups.push({ ...group, platform: undefined });
    for (const platform of submitters) groups.push({ ...group, platform });
  }
  return { groups, ignored: ignored.filter((path) => path !== `${root}submission_metadata.yml`) };
}

function moved({ entry, below }: Placed): Entry {
  return renamed(entry, below);
}

function renamed(entry: Entry, path: string): Entry {
  return { ...entry, path };
}

/** `ada` of `ada.zip`, `ada.ipclab.json` or `ada.c`. */
export function stemOf(path: string): string {
  const name = path.slice(folderOf(path).length);
  if (isArchive(name)) return archiveStem(name) || name;
  return handInStem(name).replace(/\.[ch]$/i, '') || name;
}
