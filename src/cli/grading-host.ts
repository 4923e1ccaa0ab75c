// Where a command grades: on machines of this computer, or of others behind a queue.
import { type Command, Option } from 'commander';
import { availableParallelism } from 'node:os';
import { HOSTS, openHost, type HostKind } from '#classroom/hosts/open-host.js';
import type { GradingHost } from '#classroom/hosts/host.js';
import type { Image } from '#hosts/node/image.js';
import { PRIORITIES, WINDOW, type Priority } from '#queue/priority.js';
import { IpclabError } from '#util/error.js';
import { positiveNumber, wholeNumber } from './numbers.js';
import { tell } from './tell.js';

export interface HostOptions {
  readonly host: HostKind;
  readonly jobs?: number;
  /** Address of a Redis server. */
  readonly queue?: string;
  readonly priority: Priority;
  /** Of so many results of a worker one is checked here; 0: none. */
  readonly check: number;
}

/** What is of use with --queue alone. */
const OF_QUEUE = ['priority', 'check'] as const;

/** Results of a worker of which one is checked: the first, and two in a hundred. */
const EVERY = 50;

export function hostOptions(): Option[] {
  return [
    new Option(
      '--jobs <n>',
      `submissions at a time; default: one for each processor, or ${WINDOW} in the queue`,
    ).argParser(positiveNumber),
    new Option('--host <kind>', 'where machines run: threads of this process, or a headless Chromium (IPCLAB_CHROMIUM)')
      .choices(HOSTS)
      .default('node'),
    new Option('--queue <address>', 'machines of other computers: ipclab worker with the same redis://HOST[:PORT]'),
    new Option('--priority <which>', 'with --queue: who comes before others')
      .choices(Object.keys(PRIORITIES))
      .default('normal'),
    new Option('--check <n>', "with --queue: of n results of a worker one is compared with this computer's; 0: none")
      .argParser(wholeNumber)
      .default(EVERY),
  ];
}

/** @throws IpclabError `usage` for an option that is of no use without another */
export function checkHostOptions({ queue }: HostOptions, command: Command): void {
  const odd = OF_QUEUE.find((name) => command.getOptionValueSource(name) === 'cli');
  if (odd !== undefined && queue === undefined)
    throw new IpclabError('usage', `--${odd} is of use with --queue only; give both, or neither`);
}

/** Submissions that are under way at a time. */
export function jobsOf({ jobs, queue }: HostOptions): number {
  return jobs ?? (queue === undefined ? availableParallelism() : WINDOW);
}

interface Whose {
  /** In the queue: see `className`. */
  readonly class: string;
  /** What it is about, for who looks at the queue. */
  readonly what: string;
  /** A worker is a broken machine: the result of the command is that the infrastructure failed. */
  readonly onBroken: () => void;
}

/** @throws IpclabError `usage` when Redis cannot be reached */
export async function hostFor(image: Image, options: HostOptions, { onBroken, ...whose }: Whose): Promise<GradingHost> {
  const { host: kind, queue, priority, check } = options;
  const here = await openHost(kind, image);
  if (queue === undefined) return here;
  // What speaks to Redis is loaded by those only who want it.
  const { openQueue } = await import('./queue-of.js');
  return openQueue(queue, image, {
    ...whose,
    jobs: jobsOf(options),
    priority,
    every: check,
    here,
    onBroken: (sentence) => {
      tell([sentence]);
      onBroken();
    },
  });
}
