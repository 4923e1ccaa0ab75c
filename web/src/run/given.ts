// What a person gives a program that has no runs of its own.

export interface Given {
  /** Its arguments, as the shell takes them. */
  readonly words: string;
  /** Empty: none; of a program in a terminal what is typed there. */
  readonly input: string;
}

/** What the program reads: a person means whole lines. */
export function linesOf({ input }: Pick<Given, 'input'>): string {
  return input === '' ? '' : input.replace(/\n?$/, '\n');
}

/** How a program of the working directory is started; quotes and redirections are the shell's to understand. */
export function argvOf(name: string, { words }: Pick<Given, 'words'>): string[] {
  return words === '' ? [`./${name}`] : ['/bin/sh', '-c', `exec ./${name} ${words}`];
}
