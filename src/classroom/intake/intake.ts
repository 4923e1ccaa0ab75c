// Everything that can be given as submissions, one submission after the other, so that a class need not fit into memory.
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Claimed } from '#kit/read-hand-in.js';
import { fileError, readBytes } from '#node/file-error.js';
import type { Bytes } from '#util/bytes.js';
import { hasCode, IpclabError } from '#util/error.js';
import { isSource } from '#util/source-text.js';
import { momentOf } from '../moment.js';
import type { Submission } from '../submission.js';
import { arrange } from './arrange.js';
import { isArchive, readArchive } from './archive.js';
import { CLASS_CAPS, inWords, MOST_SUBMISSIONS } from './caps.js';
import { collect, Notes } from './collect.js';
import { presentFile, shown, unusable, type Entry } from './entry.js';
import { readFolder } from './folder.js';
import { readGradescope, type GradescopeExport } from './gradescope.js';
import { platformOf } from './platform-name.js';
import { Opener } from './opener.js';
import { split, stemOf, type Group, type Layout, type Split } from './split.js';

export interface IntakeOptions {
  /** Paths that the lab asks for. */
  readonly expected: readonly string[];
  /** Whether a folder or an archive is one student's or a class's; `auto` looks. */
  readonly layout: Layout;
  /** Takes what lies beside submissions and is none, by path. */
  readonly onIgnored: (path: string) => void;
}

/** A submission before it is known whose it is. */
export interface Intake extends Omit<Submission, 'id' | 'student' | 'claimed'> {
  readonly label: string;
  /** What the learning platform calls the student. */
  readonly platform: Group['platform'];
  /** What the student typed. */
  readonly claimed: Claimed;
}

/**
 * @param paths files, folders and archives, as a person gave them
 * @throws IpclabError `usage` for a path that is not there; whatever is wrong with a submission is in its `reason`
 */
export async function* takeIn(paths: readonly string[], options: IntakeOptions): AsyncGenerator<Intake> {
  // A misspelt path is told before an hour of grading, not after it.
  const kinds = await Promise.all(paths.map(kindOf));
  for (const [index, path] of paths.entries()) {
    const alone = paths.length === 1;
    if (kinds[index] === 'folder') yield* takeFolder(path, options, alone);
    else yield* takeFile(path, options, alone);
  }
}

/**
 * What came without a file or a folder around it.
 *
 * @param source where it came from, as a person would recognise it
 * @param expected paths that the lab asks for
 * @returns what can be graded of it; what is wrong with it is in its `reason`
 */
export function takeFiles(
  source: string,
  files: readonly (readonly [path: string, content: Bytes])[],
  expected: readonly string[],
): Promise<Intake> {
  const entries = files.map(([path, content]) => presentFile(path, content));
  return take({ label: source, where: '', platform: undefined, entries }, source, expected);
}

async function kindOf(path: string): Promise<'file' | 'folder'> {
  const found = await stat(path).catch((error: unknown) => {
    throw fileError(error, path, 'give files, folders or archives of submissions');
  });
  if (found.isDirectory()) return 'folder';
  if (found.isFile()) return 'file';
  throw new IpclabError('usage', `${path}: is neither a file nor a folder; give files, folders or archives`);
}

async function* takeFolder(path: string, options: IntakeOptions, alone: boolean): AsyncGenerator<Intake> {
  const whole = named(basename(resolve(path)), basename(resolve(path)));
  const entries = await readFolder(path);
  const gradescope = mayBeClass(whole, options, alone) ? await readGradescope(entries, path) : undefined;
  yield* takeGroups(divide(entries, whole, options, alone, alone, gradescope), path, options);
}

/** Whether it is for somebody else than a student to say whose the parts of it are. */
function mayBeClass({ platform }: Group, { layout }: IntakeOptions, alone: boolean): boolean {
  return layout === 'many' || (layout === 'auto' && alone && !platform);
}

/**
 * Where a shell has spelled out the parts of a class, each of them is a student's; so is what the platform gave a student's
 * name. What lies in it is the student's own, and can name nobody else.
 */
function divide(
  entries: readonly Entry[],
  whole: Group,
  { expected, layout }: IntakeOptions,
  alone: boolean,
  onDisk: boolean,
  gradescope?: GradescopeExport,
): Split {
  const found = split(entries, whole, expected, layout, onDisk, gradescope);
  if (layout !== 'auto' || (alone && !whole.platform)) return found;
  const one = split(entries, whole, expected, 'one', onDisk);
  return found.groups.length > 1 ? { ...one, looksLikeClass: !whole.platform } : one;
}

/** A group without entries yet, with the name that the learning platform gave it if it did. */
function named(name: string, label: string): Group {
  const platform = platformOf([name])?.(name);
  if (!platform) return { label, where: '', platform: undefined, entries: [] };
  const { name: student, participant, late } = platform;
  return { label: `${student}_${participant}`, where: '', platform: { name: student, participant, late }, entries: [] };
}

async function* takeFile(path: string, options: IntakeOptions, alone: boolean): AsyncGenerator<Intake> {
  const whole = named(basename(path), stemOf(path));
  const { size, mtime: modified } = await stat(path);
  const read = (): Promise<Bytes> => readBytes(path, 'give files, folders or archives of submissions');
  if (!isArchive(path)) {
    const name = platformOf([basename(path)])?.(basename(path))?.rest ?? basename(path);
    yield await take(
      { ...whole, entries: [{ path: name, kind: 'file', size, modified, read }] },
      path,
      options.expected,
    );
    return;
  }
  let entries: Entry[];
  try {
    if (size > CLASS_CAPS.archive) throw unusable(`${shown(path)} is larger than ${inWords(CLASS_CAPS.archive)}`);
    entries = await readArchive(await read(), basename(path), CLASS_CAPS);
  } catch (error) {
    yield rejected({ ...whole, source: path, handedIn: momentOf(whole.platform, [modified]) }, error);
    return;
  }
  const gradescope = mayBeClass(whole, options, alone) ? await readGradescope(entries, path) : undefined;
  const found = divide(entries, whole, options, alone, false, gradescope);
  const isOne = found.groups.length === 1 && found.groups[0]?.where === '';
  yield* takeGroups(found, path, options, isOne ? modified : undefined);
}

async function* takeGroups(
  { groups, ignored, looksLikeClass = false }: Split,
  path: string,
  { expected, onIgnored }: IntakeOptions,
  archive?: Date,
): AsyncGenerator<Intake> {
  if (groups.length > MOST_SUBMISSIONS)
    throw unusable(
      `${path}: looks like ${groups.length} submissions, and ${MOST_SUBMISSIONS} are the most; one student's: --layout one`,
    );
  for (const each of ignored) onIgnored(`${path}: ${shown(each)}`);
  for (const group of groups) {
    const source = group.where === '' ? path : `${path}: ${shown(group.where)}`;
    yield await take(group, source, expected, { archive, looksLikeClass });
  }
}

interface How {
  /**
   * The entries come out of the student's archive, which was written at this time; archives among them stay closed, and
   * their times are what the student's machine says.
   */
  readonly archive?: Date | undefined;
  /** It was taken for one student's beside others, and has parts that look like several students'. */
  readonly looksLikeClass?: boolean;
}

async function take(
  group: Group,
  source: string,
  expected: readonly string[],
  { archive, looksLikeClass = false }: How = {},
): Promise<Intake> {
  const notes = new Notes();
  const { label, platform } = group;
  const handedIn = momentOf(platform, archive ? [archive] : group.entries.map(({ modified }) => modified));
  const whose = { label, platform, source, handedIn };
  if (platform?.together?.length) notes.add(`handed in together with ${shown(platform.together.join(', '))}`);
  if (platform?.late === true) notes.add('the learning platform says that it came late');
  if (looksLikeClass) notes.add('it looks like several submissions and was taken for one; for a class: --layout many');
  try {
    const claimed: Claimed[] = [];
    const entries = await new Opener(archive !== undefined, notes, claimed).expand(group.entries);
    const all = await collect(entries, notes);
    const files = arrange(all, expected, notes);
    if (files.size === 0) throw unusable(nothingIn(notes));
    if (![...files.keys()].some((file) => expected.includes(file) || isSource(file)))
      throw unusable(`it holds no source file, only ${shown([...files.keys()].join(', '))}; hand in the sources`);
    return {
      ...whose,
      claimed: claimed[0] ?? {},
      files: Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
      notes: notes.sentences,
      reason: null,
    };
  } catch (error) {
    return rejected(whose, error, notes.sentences);
  }
}

function nothingIn(notes: Notes): string {
  const [first] = notes.sentences;
  return first === undefined
    ? 'it holds no file; hand in the sources'
    : `nothing that it holds can be graded: ${first}`;
}

function rejected(
  { label, platform, source, handedIn }: Pick<Intake, 'label' | 'platform' | 'source' | 'handedIn'>,
  error: unknown,
  notes: readonly string[] = [],
): Intake {
  if (!hasCode(error, 'usage')) throw error;
  return { label, platform, source, handedIn, claimed: {}, files: {}, notes, reason: error.message };
}
