// The limits of a program as options of `ipclab run`, and what is said of one that was met.
import { InvalidArgumentError, type Command } from 'commander';
import type { JobLimits } from '#protocol/exec-spec.js';
import { positiveNumber, seconds } from './numbers.js';

const MIB = 1024 * 1024;

interface LimitOption {
  /** In `JobLimits`. */
  readonly limit: 'cpu' | 'memory' | 'processes' | 'openFiles' | 'file' | 'output';
  readonly flag: string;
  readonly value: string;
  readonly what: string;
  readonly parse: (text: string) => number;
  readonly show: (amount: number) => string;
}

const inMib = { value: 'MiB', parse: mib, show: (amount: number): string => `${amount / MIB} MiB` };

const OPTIONS: readonly LimitOption[] = [
  {
    limit: 'cpu',
    flag: 'cpu',
    value: 'seconds',
    what: 'processor time of each process',
    parse: seconds,
    show: (amount) => `${amount / 1000} s`,
  },
  { limit: 'memory', flag: 'memory', what: 'memory of all its processes', ...inMib },
  {
    limit: 'processes',
    flag: 'processes',
    value: 'n',
    what: 'processes and threads at a time',
    parse: positiveNumber,
    show: String,
  },
  {
    limit: 'openFiles',
    flag: 'files',
    value: 'n',
    what: 'open files of each process',
    parse: positiveNumber,
    show: String,
  },
  { limit: 'file', flag: 'file-size', what: 'size of a file that it writes', ...inMib },
  { limit: 'output', flag: 'output', what: 'bytes kept of each of its streams, with a virtual clock', ...inMib },
];

/** Values by the options' names, as commander gives them. */
export interface LimitValues {
  readonly cpu?: number;
  readonly memory?: number;
  readonly processes?: number;
  readonly files?: number;
  readonly fileSize?: number;
  readonly output?: number;
}

export function addLimitOptions(command: Command, defaults: JobLimits): Command {
  for (const { limit, flag, value, what, parse, show } of OPTIONS) {
    const usual = defaults[limit];
    const shown = usual === undefined ? '' : `; default: ${show(usual)}`;
    command.option(`--${flag} <${value}>`, `limit: ${what}${shown}`, parse);
  }
  return command;
}

/** Those that were given. */
export function limitsOf({ cpu, memory, processes, files, fileSize, output }: LimitValues): JobLimits {
  const given = Object.entries({ cpu, memory, processes, openFiles: files, file: fileSize, output });
  return Object.fromEntries(given.filter(([, amount]) => amount !== undefined));
}

/** How high limits were that a program met, and how each is raised. */
export function raiseSentences(reached: readonly string[], limits: JobLimits): string[] {
  return OPTIONS.filter(({ limit }) => reached.includes(limit)).flatMap(({ limit, flag, value, what, show }) => {
    const amount = limits[limit];
    return amount === undefined ? [] : [`the limit is ${show(amount)} (${what}); raise it with --${flag} <${value}>`];
  });
}

function mib(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 4096)) throw new InvalidArgumentError('Give a number of MiB above 0, at most 4096.');
  return Math.ceil(number * MIB);
}
