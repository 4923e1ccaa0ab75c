// How a program ended, in words.
import type { End } from '../end.js';
import { seconds } from './words.js';

const SIGNALS: Readonly<Record<string, string>> = {
  SIGABRT: 'it gave up by abort(3)',
  SIGBUS: 'bus error: it accessed memory that no longer has anything behind it',
  SIGFPE: 'it calculated something that has no result, such as a division by 0',
  SIGHUP: 'its terminal went',
  SIGILL: 'it tried to execute something that is not an instruction',
  SIGINT: 'as by Ctrl-C',
  SIGKILL: 'no program can catch that signal',
  SIGPIPE: 'it wrote to a pipe or a socket that nobody reads any more',
  SIGQUIT: 'as by Ctrl-\\',
  SIGSEGV: 'segmentation fault: it accessed memory it may not',
  SIGTERM: 'it was asked to end',
};

/** What limits bound, by their names in a job's limits. */
const LIMITS: Readonly<Record<string, string>> = {
  wall: 'time',
  cpu: 'processor time',
  output: 'output',
  file: 'file size',
  memory: 'memory',
  processes: 'process',
  openFiles: 'open file',
  core: 'core size',
  stack: 'stack',
};

/** What a program that a limit ended had done. */
const OVERRUNS: Readonly<Record<string, string>> = {
  cpu: ': it used too much processor time',
  output: ': it printed on and on',
  file: ': it wrote a larger file than a program may',
  memory: ': it used all the memory that a program gets',
  processes: ': it made more processes than a program may',
};

/** `time limit`, `memory limit` */
export function limitWords(limit: string): string {
  return `${LIMITS[limit] ?? limit} limit`;
}

/** The rest of a sentence that begins with what program it is about. */
export function endWords({
  exit,
  signal,
  limit,
  wall,
  core = false,
}: Pick<End, 'exit' | 'signal' | 'limit' | 'wall'> & Partial<End>): string {
  if (limit !== null) {
    const why = limit === 'wall' ? ` after ${seconds(wall)}` : (OVERRUNS[limit] ?? '');
    return `was stopped${why} (${limitWords(limit)})`;
  }
  if (signal === null) return `ended with status ${exit ?? 'unknown'}`;
  const meaning = SIGNALS[signal];
  return `was ended by ${signal}${meaning === undefined ? '' : ` (${meaning})`}${core ? ' and left a core image' : ''}`;
}

/** The limits that it met, a sentence each; the one that ended it first. */
export function limitSentences(program: string, end: End): string[] {
  const others = end.reached.filter((limit) => limit !== end.limit);
  return [
    ...(end.limit === null ? [] : [`${program} ${endWords(end)}`]),
    ...others.map((limit) => `${program} reached its ${limitWords(limit)}`),
  ];
}
