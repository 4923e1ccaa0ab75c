import { Command } from 'commander';
import { availableParallelism } from 'node:os';
import { loadExamples, planExample, selectExamples, type StoredExample } from '../../hosts/node/examples.js';
import { DEFAULT_IMAGE, openImage, type Image } from '../../hosts/node/image.js';
import { launch } from '../../hosts/node/launch.js';
import { problemsOf, type ExampleResult } from '../../labs/plan.js';
import { decodeText } from '../../util/bytes.js';
import { ExitStatus } from '../exit-status.js';
import { Progress } from '../progress.js';
import { table } from '../table.js';

/** Folder of the guest under which each example has its own. */
const BASE = '/home/student';

interface Outcome {
  readonly name: string;
  readonly shows: string;
  readonly result: ExampleResult;
  readonly problems: readonly string[];
  /** Milliseconds, the machine's start included. */
  readonly time: number;
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('run the examples, each on a fresh machine, and check what they show')
    .argument('[topic|name]', 'a topic such as pipes, or an example such as pipes/loopback; default: all')
    .option('--image <name>', 'the image to start', DEFAULT_IMAGE)
    .option('--jobs <n>', 'machines at a time', String(availableParallelism()))
    .option('--output', 'show what each program printed')
    .action(async (selector: string | undefined, options: { image: string; jobs: string; output?: true }) => {
      const examples = selectExamples(await loadExamples(), selector);
      const image = await openImage(options.image);
      const outcomes = await runAll(image, examples, Math.max(1, Number.parseInt(options.jobs, 10) || 1));
      const failed = outcomes.filter(({ problems }) => problems.length > 0);
      process.stdout.write(`${await describeGuest(image)}\n\n${describeOutcomes(outcomes)}\n`);
      if (options.output || examples.length === 1) process.stdout.write(outcomes.map(describeOutput).join(''));
      for (const { name, problems } of failed)
        process.stdout.write(`\n${name}:\n${problems.map((p) => `  ${p}\n`).join('')}`);
      process.stdout.write(
        `\n${outcomes.length - failed.length} of ${outcomes.length} examples show what they should.\n`,
      );
      if (failed.length > 0) process.exitCode = ExitStatus.FAILED;
    });
}

async function runAll(image: Image, examples: readonly StoredExample[], jobs: number): Promise<Outcome[]> {
  using progress = new Progress();
  const outcomes: Outcome[] = [];
  const waiting = [...examples];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      progress.step(`[${outcomes.length}/${examples.length}] ${next.name}`);
      outcomes.push(await runOne(image, next));
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return outcomes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function runOne(image: Image, stored: StoredExample): Promise<Outcome> {
  const begin = performance.now();
  await using machine = await launch(image);
  const plan = await planExample(stored, image.manifest.compiler.command, BASE);
  const longest = stored.example.runs.reduce((sum, run) => sum + run.wallLimit * run.parties.length, 0);
  const result = await machine.runExample(plan, { timeout: 60_000 + 2 * longest });
  const time = performance.now() - begin;
  return { name: stored.name, shows: stored.example.shows, result, problems: problemsOf(result), time };
}

async function describeGuest(image: Image): Promise<string> {
  await using machine = await launch(image);
  const { stdout } = await machine.run({ argv: ['uname', '-a'] });
  return `${decodeText(stdout).trim()}\n${image.manifest.compiler.version}`;
}

function describeOutcomes(outcomes: readonly Outcome[]): string {
  return table([
    ['example', 'verdict', 'time', 'shows'],
    ...outcomes.map(({ name, problems, time, shows }) => [
      name,
      problems.length === 0 ? 'ok' : 'FAILED',
      `${(time / 1000).toFixed(2)} s`,
      shows,
    ]),
  ]);
}

function describeOutput({ name, result }: Outcome): string {
  const sections = result.runs.flatMap((run) =>
    run.parties.map((party) => {
      const { exit, signal, limit } = party.status;
      const end = limit ? `stopped at its limit of ${limit}` : signal ? `ended by ${signal}` : `status ${exit}`;
      return `\n--- ${name}, ${run.name}: ${party.name} (${end})\n${party.stdout}${party.stderr}`;
    }),
  );
  return sections.join('');
}
