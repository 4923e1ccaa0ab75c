// Which of the programs that were built are started, with what.
import type { BuiltProgram } from '#guest/build.js';
import { programsNamedIn } from '#util/c-text.js';
import { IpclabError } from '#util/error.js';

export interface Command {
  /** What it is called. */
  readonly program: string;
  /** Its path and its arguments. */
  readonly argv: readonly string[];
}

/**
 * A program on its own takes all words as its arguments. Of several, `./client a -- ./server b` says which are started, with
 * what; without it those are that no other one executes.
 *
 * @param words what a person wrote after `--`
 * @param textOf text of a source
 * @throws IpclabError `usage` for words of which nobody knows which program they are for
 */
export function commandsOf(
  programs: readonly BuiltProgram[],
  words: readonly string[],
  textOf: (source: string) => string,
): Command[] {
  const asked = programs.filter(({ isCompanion }) => !isCompanion);
  if (asked.length > 1 && asked.some((program) => isCalled(program, words[0]))) return written(asked, words);
  const started = unnamed(asked, textOf);
  if (started.length > 1 && words.length > 0) {
    const each = started.map(({ name }) => `./${name} …`).join(' -- ');
    throw new IpclabError('usage', `${words[0]}: which program is that for? There are several; write -- ${each}`);
  }
  return started.map(({ name, path }) => ({ program: name, argv: [`./${path}`, ...words] }));
}

function written(programs: readonly BuiltProgram[], words: readonly string[]): Command[] {
  const commands: { program: string; argv: string[] }[] = [];
  let isFirst = true;
  for (const word of words) {
    if (isFirst) {
      const program = programs.find((one) => isCalled(one, word));
      if (!program) {
        const names = programs.map(({ name }) => `./${name}`).join(', ');
        throw new IpclabError('usage', `${word}: is none of the programs; after -- comes one of ${names}`);
      }
      commands.push({ program: program.name, argv: [`./${program.path}`] });
      isFirst = false;
    } else if (word === '--') isFirst = true;
    else commands.at(-1)?.argv.push(word);
  }
  return commands;
}

/** Those that no other one executes; all, if each is executed by another. */
function unnamed(programs: readonly BuiltProgram[], textOf: (source: string) => string): readonly BuiltProgram[] {
  const executes = ({ sources }: BuiltProgram, program: BuiltProgram): boolean =>
    sources.some((source) => programsNamedIn(textOf(source)).some((word) => isCalled(program, word)));
  const free = programs.filter((one) => !programs.some((other) => other !== one && executes(other, one)));
  return free.length > 0 ? free : programs;
}

function isCalled({ name, path }: BuiltProgram, word: string | undefined): boolean {
  return [name, path].some((one) => word === one || word === `./${one}`);
}
