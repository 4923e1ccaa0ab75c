// Words for the compiler on the command line of `ipclab run`, as gcc has them.
import { IpclabError } from '#util/error.js';

/** Those whose value may be a word of its own. */
const WITH_VALUE = /^-[IDUl]$/;

const FLAG = /^-(?:[IDUl].+|std=.+|ansi|pedantic|pthread|w|[Og].*|f[a-z].*|W.*)$/;

/** What gcc takes, and what to do here instead. */
const OTHERS: Readonly<Record<string, string>> = {
  '-o': 'leave it out: the program is run and not kept',
  '-c': 'leave it out: the program is linked and run',
};

export interface Words {
  /** In their order, value and all in one word. */
  readonly flags: readonly string[];
  readonly others: readonly string[];
}

/** Takes the compiler's flags out of what stands before `--`. */
export function takeFlags(words: readonly string[]): Words {
  const flags: string[] = [];
  const others: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') return { flags, others: [...others, ...words.slice(at)] };
    const cure = OTHERS[word];
    if (cure !== undefined) throw new IpclabError('usage', `${word}: ${cure}`);
    if (WITH_VALUE.test(word)) {
      const value = words[++at];
      if (value === undefined || value === '--') throw new IpclabError('usage', `${word}: needs a value`);
      flags.push(word + value);
    } else (FLAG.test(word) ? flags : others).push(word);
  }
  return { flags, others };
}

/** The folders of -I, as they were given. */
export function includeFolders(flags: readonly string[]): string[] {
  return flags.filter((flag) => flag.startsWith('-I')).map((flag) => flag.slice(2));
}
