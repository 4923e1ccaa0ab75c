import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { readText } from '#node/file-error.js';
import { exploredRequest, EXPLORED_PROCESSOR_TIME, exploreProgram, type Explored } from '#hosts/worker/exploring.js';
import { DEFAULT_IMAGES, openImage } from '#hosts/node/image.js';
import { machinesOf } from '#hosts/node/launch.js';
import { writeWhole } from '#node/whole-file.js';
import { ENEMIES, type EnemyName } from '#explore/enemies.js';
import { STRATEGIES, type StrategyName } from '#explore/strategy.js';
import type { OutputRule } from '#explore/outcome.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import type { RunRequest } from '#record/record.js';
import { toBase64 } from '#util/base64.js';
import { textOf } from '#hosts/worker/place-files.js';
import { IpclabError } from '#util/error.js';
import { describeExploration, explorationAsJson } from '../explore-report.js';
import { ExitStatus } from '../exit-status.js';
import { interruptible } from '../interrupt.js';
import { addLimitOptions, limitsOf, type LimitValues } from '../limit-options.js';
import { positiveNumber, seconds, wholeNumber } from '../numbers.js';
import { CompilerCommand, operandsOf } from '../project/compiler-command.js';
import { gatherProject } from '../project/gather.js';
import type { Project } from '../project/layout.js';
import { Progress } from '../progress.js';
import { readInput } from '../read-input.js';
import { requirePage, writeXrays } from '../xray/write.js';

interface Options extends LimitValues {
  readonly image?: string;
  readonly strategy: StrategyName;
  readonly bound: number;
  readonly depth: number;
  readonly runs: number;
  readonly seed: number;
  /** Milliseconds. */
  readonly budget: number;
  readonly compare: OutputRule;
  readonly expect?: string;
  readonly enemy: readonly EnemyName[];
  readonly first?: true;
  readonly record?: string;
  /** File for what happened under the schedule that fails, and under one that passes. */
  readonly xray?: string;
  /** Milliseconds. */
  readonly wall?: number;
  readonly json?: true;
}

export function exploreCommand(): Command {
  const command = new CompilerCommand('explore')
    .description('run a program under every schedule that matters, and show the shortest one that fails')
    .argument('<file.c...>', 'C files of one program; what they include and what lies beside them comes along')
    .usage('[options] [compiler flags] <file.c...> [-- <argument>...]')
    .option('--image <name>', 'a built image: its name, or the folder of its image.json', DEFAULT_IMAGES.run)
    .addOption(
      new Option(
        '--strategy <name>',
        'systematic: all schedules up to the bound; pct: some, with a probability to find a bug of a depth; random: some',
      )
        .choices(STRATEGIES)
        .default('systematic'),
    )
    .option('--bound <n>', 'systematic and random: most preemptions of a schedule', positiveNumber, 2)
    .option('--depth <n>', 'pct: the depth of the bugs to find', positiveNumber, 2)
    .option('--runs <n>', 'pct and random: how many schedules', positiveNumber, 500)
    .option('--seed <n>', 'pct and random: another choice of schedules', wholeNumber, 1)
    .option('--budget <seconds>', 'begin no further schedule after this time', seconds, 120_000)
    .addOption(
      new Option('--compare <rule>', 'how outputs are compared: exact, as lines in any order, or any: not at all')
        .choices(['exact', 'lines', 'any'])
        .default('exact'),
    )
    .option('--expect <file>', 'what the program should print; default: what it prints without a preemption')
    .option(
      '--enemy <names>',
      'systematic: what else may happen, once in a run: time (who sleeps wakes early), EINTR, short (reads and writes), full (no room without waiting), ENOMEM, kill (of any process but the first); several with commas, or all',
      enemies,
      [],
    )
    .option('--first', 'stop at the first failure')
    .option('--wall <seconds>', 'a program that takes longer than this time of the guest hangs', seconds)
    .option('--record <file>', 'where to write the schedule that fails; default: beside you, <program>.failure.json')
    .option('--xray <file.html>', 'draw the schedule that fails beside one that passes: who ran, waited and was woken')
    .option('--json', 'print the whole result')
    .addHelpText(
      'after',
      '\nA preemption takes the processor from whoever runs, and another process or thread that is ready gets it. It is\n' +
        'tried before each call that others can notice, and where processes share memory before each basic block of the\n' +
        'program. A failure is a crash, a hang, an assertion that fails, or an exit status, an output or something left\n' +
        'behind that differs from a run without preemptions. What the result means, and what it does not:\n' +
        'docs/explore.md. The exit status is 1 when a schedule fails.',
    )
    .action(async (_: string[], options: Options, { args: operands, flags }: CompilerCommand) => {
      const { names, args } = operandsOf(operands);
      if (names.length === 0) throw new IpclabError('usage', 'nothing to compile; give C files');
      if (options.xray !== undefined) requirePage('--xray', options.xray);
      const project = await gatherProject({ operands: names, flags, args }, process.cwd());
      const expected =
        options.expect === undefined ? undefined : await readText(options.expect, 'give --expect another file');
      const image = await openImage(options.image);
      const input = await readInput();
      await interruptible(async (signal) => {
        const explored = await withProgress((onProgress) =>
          exploreProgram(machinesOf(image), requestOf(project, args, input, options), {
            ...options,
            output: options.compare,
            enemies: options.enemy,
            expected,
            isOver: (elapsed) => elapsed > options.budget,
            concurrency: availableParallelism(),
            stopsAtFailure: options.first ?? false,
            signal,
            onProgress,
            sourceOf: (file) => textOf(project.files, project.directory, file),
            records: options.xray !== undefined,
          }),
        );
        const file = options.record ?? `${(names[0] ?? '').replace(/^.*\/|\.c$/g, '')}.failure.json`;
        if (explored.found) {
          const text = `${JSON.stringify(explored.found.record, null, 2)}\n`;
          await writeWhole(file, text, { cure: 'give --record another file' });
          process.exitCode = ExitStatus.FAILED;
        }
        const drawn = options.xray === undefined ? undefined : await drawSchedules(options.xray, explored);
        process.stdout.write(
          options.json
            ? `${JSON.stringify(explorationAsJson(explored, options), null, 2)}\n`
            : describeExploration(explored, options, file, drawn),
        );
      }, 'interrupted');
    });
  return addLimitOptions(command, { ...STUDENT_LIMITS, cpu: EXPLORED_PROCESSOR_TIME });
}

function enemies(text: string): readonly EnemyName[] {
  if (text === 'all') return ENEMIES;
  return text.split(',').map((name) => {
    const known = ENEMIES.find((one) => one === name);
    if (known) return known;
    throw new InvalidArgumentError(`${name} is none of ${ENEMIES.join(', ')}.`);
  });
}

function requestOf(
  { files, directory, sources, companions, flags }: Project,
  args: readonly string[],
  input: Uint8Array,
  options: Options,
): RunRequest {
  return exploredRequest({
    files: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, toBase64(content)])),
    sources: [...sources],
    ...(companions.length === 0 ? {} : { companions: [...companions] }),
    ...(directory === '' ? {} : { directory }),
    flags: [...flags],
    arguments: [...args],
    input: toBase64(input),
    wallLimit: options.wall ?? STUDENT_LIMITS.wall ?? 0,
    limits: limitsOf(options),
  });
}

/** @returns what of it is in the file, in words */
async function drawSchedules(file: string, { found }: Explored): Promise<string> {
  const { failing, passing } = found?.recorded ?? {};
  if (!found) return 'no schedule failed, so that nothing is drawn';
  if (!failing)
    return 'nothing is drawn: with the recorder on, the schedule that fails has no room, or comes to something else';
  await writeXrays('--xray', file, passing ? [failing, passing] : [failing]);
  return `drawn in ${file}, ${passing ? 'beside one that passes' : 'alone: none that passes can be drawn'}`;
}

async function withProgress<T>(
  work: (onProgress: (progress: { done: number; total: number; failures: number }) => void) => Promise<T>,
): Promise<T> {
  using progress = new Progress();
  progress.step('compiling, and running without a preemption');
  const start = Date.now();
  let told = 0;
  return await work(({ done, total, failures }) => {
    const now = Date.now();
    if (now - told < EVERY) return;
    told = now;
    const rate = done / Math.max(0.001, (now - start) / 1000);
    const left = Math.ceil((total - done) / rate);
    progress.step(`${done} of ${total} schedules, ${failures} failed, ${rate.toFixed(0)} a second, ${left} s left`);
  });
}

/** Milliseconds between two lines of progress. */
const EVERY = 2000;
