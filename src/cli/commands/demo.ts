import { Command, Option } from 'commander';
import { availableParallelism } from 'node:os';
import { loadExamples, selectExamples } from '#course/examples.js';
import { DEFAULT_IMAGES, openImage } from '#hosts/node/image.js';
import type { ClockOptions } from '#machine/guest-machine.js';
import { guestRunner, nativeRunner } from '#course/example-runner.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { byTopic } from '#examples/catalogue.js';
import { demonstrate, type Outcome } from '#course/demonstrate.js';
import { escapeControls } from '#util/escape.js';
import { endWords } from '#facts/explain/end.js';
import { table } from '#util/table.js';
import { ExitStatus } from '../exit-status.js';
import { interruptible } from '../interrupt.js';
import { positiveNumber, wholeNumber } from '../numbers.js';
import { Progress } from '../progress.js';

interface Options {
  readonly image: string;
  readonly jobs: number;
  readonly clock: 'real' | 'virtual';
  readonly seed: number;
  readonly native?: true;
  readonly mutations?: true;
  readonly output?: true;
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('run the examples, each on a fresh machine, and check what they show')
    .argument('[topic|name]', 'a topic such as pipes, or an example such as pipes/loopback; default: all')
    .option('--image <name>', 'a built image: its name, or the folder of its image.json', DEFAULT_IMAGES.demo)
    .option('--jobs <n>', 'machines at a time', positiveNumber, availableParallelism())
    .addOption(
      new Option('--clock <kind>', 'virtual: waiting takes no time, and a run repeats')
        .choices(['virtual', 'real'])
        .default('virtual'),
    )
    .option('--seed <n>', 'which timing; 0: the plain one', wholeNumber, 0)
    .option('--output', 'show what each program printed (always for a single example)')
    .option('--mutations', 'put each small fault of the metadata into the example, and see that the checks notice')
    .option('--native', "compile with this machine's gcc and run on its own Linux instead, one example at a time")
    .action((selector: string | undefined, options: Options) =>
      interruptible((signal) => demo(selector, options, signal), 'interrupted'),
    );
}

async function demo(selector: string | undefined, options: Options, signal: AbortSignal): Promise<void> {
  const examples = selectExamples(await loadExamples(), selector);
  await using runner = options.native ? nativeRunner() : guestRunner(await openImage(options.image), clockOf(options));
  const outcomes = await withProgress(examples.length, (report) =>
    // On one Linux, two examples could meet at a port or a key.
    demonstrate(runner, examples, {
      jobs: options.native ? 1 : options.jobs,
      mutations: options.mutations,
      signal,
      report,
    }),
  );
  const failed = outcomes.filter(({ problems }) => problems.length > 0);
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  print(`${await runner.describe()}\n\n${describeOutcomes(outcomes)}`);
  if (options.output || examples.length === 1) outcomes.forEach((outcome) => print(describeOutput(outcome)));
  for (const { name, problems } of failed) print(`\n${name}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  print(`\n${outcomes.length - failed.length} of ${outcomes.length} examples show what they should.`);
  if (failed.length > 0) process.exitCode = ExitStatus.FAILED;
}

async function withProgress(
  count: number,
  work: (report: (name: string, done: number) => void) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  using progress = new Progress();
  return await work((name, done) => {
    progress.step(`[${done}/${count}] ${name}`);
  });
}

function describeOutcomes(outcomes: readonly Outcome[]): string {
  const sections = [...byTopic(outcomes)].map(([topic, examples]) => {
    const rows = examples.map(({ name, problems, time, shows }) => [
      `  ${name.slice(topic.length + 1)}`,
      problems.length === 0 ? 'ok' : 'FAILED',
      `${(time / 1000).toFixed(2)} s`,
      shows,
    ]);
    return `${topic}\n${table(rows, NAME_WIDTHS)}`;
  });
  return sections.join('\n\n');
}

/** So that the columns of all topics are in line. */
const NAME_WIDTHS = [22, 6, 7];

function describeOutput({ name, result }: Outcome): string {
  const sections = result.runs.flatMap((run) =>
    run.parties.map(
      ({ name: party, status, stdout, stderr }) =>
        `\n--- ${name}, ${run.name}: ${party} ${endWords(status)}\n${escapeControls(stdout + stderr)}`,
    ),
  );
  return sections.join('');
}

function clockOf({ clock, seed }: Options): ClockOptions {
  return clock === 'real' ? { kind: 'real' } : { kind: 'virtual', seed, start: VIRTUAL_START };
}
