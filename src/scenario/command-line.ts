// A command as a person would type it at the guest's shell.

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** A word that the shell takes as it is. */
export function quoteWord(word: string): string {
  if (PLAIN.test(word)) return word;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

export interface Command {
  /** Program and arguments; a program of the project is named without a folder. */
  readonly argv: readonly string[];
  /** Variables that it gets besides the usual ones. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** A file that is its standard input. */
  readonly input?: string | undefined;
}

/** One line, without its end. */
export function commandLine({ argv, environment = {}, input }: Command): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${quoteWord(value)}`);
  const from = input === undefined ? [] : ['<', quoteWord(input)];
  return [...variables, ...argv.map(quoteWord), ...from].join(' ');
}
