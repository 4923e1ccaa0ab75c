// What a program needs of this machine: its sources, what they include, and what lies beside them.
import { dirname, isAbsolute, join, normalize, resolve } from 'node:path';
import { decodeText, type Bytes } from '#util/bytes.js';
import { includesOf, literalsOf, programsNamedIn, seemsProgram } from '#util/c-text.js';
import { IpclabError } from '#util/error.js';
import { includeFolders } from './flags.js';
import { kindOf, readNeeded, sizeWords } from './host-file.js';
import { commonFolder, isBelow, layOut, type Project } from './layout.js';
import { filesOf, foldersBelow, readNeighbours } from './neighbours.js';

/** What a program needs has at most so many bytes together; a container has little more. */
const ALL = 8 * 1024 * 1024;

export interface Request {
  /** C files, or folders of them. */
  readonly operands: readonly string[];
  /** Words for the compiler. */
  readonly flags: readonly string[];
  /** The program's own arguments: what they name comes along too. */
  readonly args: readonly string[];
}

/**
 * Reads a project.
 *
 * @param cwd where the person stands
 * @throws IpclabError `usage` for what is no readable C file, and what is too large
 */
export async function gatherProject({ operands, flags, args }: Request, cwd: string): Promise<Project> {
  const { sources, folders } = await expand(operands, cwd);
  const needed = new Map<string, Bytes>();
  const given = new Map(sources.map((source) => [resolve(cwd, source), source]));
  const companions = new Set<string>();
  const queue = [...given.keys()];
  const addCompanions = async (names: readonly string[]): Promise<void> => {
    for (const found of await sourcesOf(names, cwd)) {
      if (!given.has(found)) companions.add(found);
      queue.push(found);
    }
  };
  await addCompanions(args.filter((word) => word.includes('/')));
  const include = includeFolders(flags).map((folder) => resolve(cwd, folder));
  const included = new Set<string>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (needed.has(path)) continue;
    const content = await readNeeded(path, given.get(path) ?? path);
    needed.set(path, content);
    const text = decodeText(content);
    for (const found of await includedBy(path, text, include)) {
      included.add(found);
      queue.push(found);
    }
    await addCompanions(programsNamedIn(text));
  }
  const names = [...args, ...[...needed.values()].flatMap((content) => literalsOf(decodeText(content)))];
  const named = await existing(names, cwd, [...needed.keys()].reduce(commonFolder, cwd));
  for (const path of named.files) if (!needed.has(path)) needed.set(path, await readNeeded(path, path));
  refuseTooMuch(needed);
  const beside = new Set([cwd, ...folders, ...named.folders, ...[...given.keys()].map((path) => dirname(path))]);
  const neighbours = await readNeighbours(beside, new Set(needed.keys()));
  // Of a folder, what another file includes is no source of its own.
  const compiled = sources.filter((source) => operands.includes(source) || !included.has(resolve(cwd, source)));
  return layOut(
    {
      sources: compiled,
      companions: [...companions],
      files: new Map([...needed, ...neighbours.files]),
      leftOut: neighbours.leftOut,
      flags,
    },
    cwd,
  );
}

/** C files as they are, and folders as the C files in and below them. */
async function expand(
  operands: readonly string[],
  cwd: string,
): Promise<{ sources: readonly string[]; folders: readonly string[] }> {
  const folders: string[] = [];
  const sources: string[] = [];
  for (const operand of operands) {
    const kind = await kindOf(resolve(cwd, operand));
    if (kind !== 'folder') {
      requireC(operand);
      sources.push(operand);
      continue;
    }
    const below = await foldersBelow(resolve(cwd, operand));
    folders.push(...below);
    const found = (await Promise.all(below.map(filesOf))).flat().filter((path) => path.endsWith('.c'));
    if (found.length === 0) throw new IpclabError('usage', `${operand}: has no C file; give a folder with one`);
    const prefix = resolve(cwd, operand).length;
    sources.push(...found.sort().map((path) => normalize(join(operand, path.slice(prefix)))));
  }
  return { sources: [...new Set(sources)], folders };
}

function requireC(operand: string): void {
  if (operand.endsWith('.c')) return;
  throw new IpclabError(
    'usage',
    `${operand}: not a C file; give files that end in .c or a folder, and the program's own arguments after --`,
  );
}

/** @param folders of -I */
async function includedBy(path: string, text: string, folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name, quoted } of includesOf(text)) {
    if (isAbsolute(name)) continue;
    for (const folder of quoted ? [dirname(path), ...folders] : folders) {
      const candidate = join(folder, name);
      if ((await kindOf(candidate)) !== 'file') continue;
      found.push(candidate);
      break;
    }
  }
  return found;
}

/** Sources of programs that are called so: `worker.c` for `./worker`. */
async function sourcesOf(names: readonly string[], cwd: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    if (isAbsolute(name) || !/^[\w./-]{1,200}$/.test(name)) continue;
    const path = resolve(cwd, `${name}.c`);
    if (!isBelow(path, cwd) || (await kindOf(path)) !== 'file') continue;
    if (seemsProgram(decodeText(await readNeeded(path, path)))) found.push(path);
  }
  return found;
}

/**
 * The files and folders that are called so from the working folder, and lie below the project's own.
 */
async function existing(
  names: readonly string[],
  cwd: string,
  root: string,
): Promise<{ files: string[]; folders: string[] }> {
  const files: string[] = [];
  const folders: string[] = [];
  for (const name of new Set(names)) {
    if (name.length > 255 || name.includes('\0') || isAbsolute(name)) continue;
    const path = resolve(cwd, name);
    if (!isBelow(path, root)) continue;
    const kind = await kindOf(path);
    if (kind === 'file') files.push(path);
    if (kind === 'folder') folders.push(path);
  }
  return { files, folders };
}

function refuseTooMuch(files: ReadonlyMap<string, Bytes>): void {
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  if (bytes <= ALL) return;
  const largest = [...files].sort(([, a], [, b]) => b.length - a.length).slice(0, 3);
  const names = largest.map(([path, { length }]) => `${path} (${sizeWords(length)})`).join(', ');
  throw new IpclabError(
    'usage',
    `${names}: the files that this program names have ${sizeWords(bytes)} together, and a run takes ${sizeWords(ALL)}; make them smaller`,
  );
}
