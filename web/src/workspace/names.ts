// Names of files, with the folders that they are in: what every shell and compiler takes without quotes.

/** Of a name with its folders. */
const LONGEST = 64;

/** Folders that a file can be below. */
export const DEEPEST = 4;

/** What is wrong with a name for a new file, as a sentence with the cure; `undefined` when it will do. */
export function nameFault(name: string, taken: Iterable<string> = []): string | undefined {
  if (name === '') return 'A file needs a name, for example main.c.';
  if (name.length > LONGEST) return `The name has ${name.length} characters; ${LONGEST} are the most.`;
  const parts = name.split('/');
  if (parts.length > DEEPEST + 1) return `${name} is in ${parts.length - 1} folders; ${DEEPEST} are the most.`;
  for (const part of parts) {
    if (part === '') return 'Put one slash between a folder and a file in it, for example include/list.h.';
    if (/^\.+$/.test(part)) return `${part} is a folder's name; take another one, for example main.c.`;
    if (part.startsWith('-')) return 'A name that begins with a dash looks like an option; begin it with a letter.';
  }
  const odd = /[^A-Za-z0-9._/-]/u.exec(name)?.[0];
  if (odd !== undefined) {
    const what = odd === ' ' ? 'a space' : `“${odd}”`;
    return `A name cannot hold ${what} here; letters, digits, dot, dash and underscore will do.`;
  }
  const others = [...taken];
  if (others.includes(name)) return `There is a file ${name} already; take another name.`;
  return folderFault([...others, name]);
}

/** That a file is called like a folder of another one, as a sentence; `undefined` when none is. */
export function folderFault(names: readonly string[]): string | undefined {
  const files = new Set(names);
  for (const name of names) {
    const folder = foldersOf(name).find((one) => files.has(one));
    if (folder !== undefined)
      return `${folder} is a file, so that ${name} cannot be in a folder of that name; rename it.`;
  }
  return undefined;
}

/** The folders that a file is in, the outermost first. */
function foldersOf(name: string): string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The name without its folders. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The same of a file below a folder; the folders stay around it. */
export function nearestPath(path: string): string {
  return path.split('/').map(nearestName).join('/');
}

/** The allowed name that is nearest to one from somewhere else: `my program (1).c` becomes `my_program_1.c`. */
export function nearestName(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const plain = base
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/_+(\.|$)/g, '$1')
    .replace(/^[-_]+/, '');
  const dot = plain.lastIndexOf('.');
  const end = dot > 0 ? plain.slice(dot).slice(0, LONGEST / 2) : '';
  const start = (dot > 0 ? plain.slice(0, dot) : plain).slice(0, LONGEST - end.length);
  return /^\.*$/.test(start + end) ? 'file' : start + end;
}

/** The name itself, or with the smallest number that makes it new: `main.c`, `main-2.c`, `main-3.c`. */
export function freeName(name: string, taken: Iterable<string>): string {
  const others = new Set(taken);
  const dot = name.lastIndexOf('.');
  const [start, end] = dot > name.lastIndexOf('/') + 1 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const candidate = start.slice(0, LONGEST - suffix.length - end.length) + suffix + end;
    if (!others.has(candidate)) return candidate;
  }
}

/** A text with the line ends of Linux. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
