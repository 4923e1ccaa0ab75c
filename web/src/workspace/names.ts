// Names of files: what every shell and compiler takes without quotes.

const LONGEST = 64;

/** What is wrong with a name for a new file, as a sentence with the cure; `undefined` when it will do. */
export function nameFault(name: string, taken: Iterable<string> = []): string | undefined {
  if (name === '') return 'A file needs a name, for example main.c.';
  if (name.length > LONGEST) return `The name has ${name.length} characters; ${LONGEST} are the most.`;
  if (/^\.+$/.test(name)) return `${name} is a folder's name; take another one, for example main.c.`;
  if (name.startsWith('-'))
    return 'A name that begins with a dash would be taken for an option; begin it with a letter.';
  const odd = /[^A-Za-z0-9._-]/u.exec(name)?.[0];
  if (odd !== undefined) {
    const what = odd === ' ' ? 'a space' : odd === '/' ? 'a slash' : `“${odd}”`;
    return `A name cannot hold ${what} here; letters, digits, dot, dash and underscore will do.`;
  }
  for (const other of taken) {
    if (other === name) return `There is a file ${name} already; take another name.`;
  }
  return undefined;
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
  const [start, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
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
