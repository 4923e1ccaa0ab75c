import { Command, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { buffer } from 'node:stream/consumers';
import type { JobResult } from '../../guest/run-job.js';
import { DEFAULT_IMAGE, openImage, type Image } from '../../hosts/node/image.js';
import { launch } from '../../hosts/node/launch.js';
import {
  launchScripted,
  PROGRAM,
  RUN_DIRECTORY,
  runSeeds,
  toBase64,
  VIRTUAL_START,
  type ScriptedRun,
} from '../../hosts/node/scripted-run.js';
import type { Machine } from '../../hosts/worker/machine.js';
import type { RunRequest } from '../../record/record.js';
import { decodeText } from '../../util/bytes.js';
import { IpclabError } from '../../util/error.js';
import { attach, LEFT_STATUS } from '../attach.js';
import { ExitStatus, exitStatusOfJob } from '../exit-status.js';
import { positiveNumber, wholeNumber } from '../numbers.js';
import { describeOutcomes, Outcomes } from '../outcomes.js';
import { Progress } from '../progress.js';
import { readSources, withGivenNames, type SourceFile } from '../sources.js';

interface Options {
  readonly image: string;
  readonly clock?: 'real' | 'virtual';
  readonly seed?: number;
  readonly seeds?: number;
  readonly wall: number;
  readonly record?: string;
  readonly json?: true;
}

interface Files {
  readonly sources: readonly SourceFile[];
  readonly headers: readonly SourceFile[];
}

/** Guest time that a scripted run may take unless told otherwise, s. */
const DEFAULT_WALL = 60;

export function runCommand(): Command {
  return new Command('run')
    .description('compile C files in the guest and run the program')
    .argument('<file.c...>', 'C files; headers beside them come along')
    .usage('[options] <file.c...> [-- <argument>...]')
    .option('--image <name>', 'the image to start', DEFAULT_IMAGE)
    .addOption(
      new Option(
        '--clock <kind>',
        'real: the program is yours to type to; virtual: time counts instructions and skips waiting',
      ).choices(['real', 'virtual']),
    )
    .option(
      '--seed <n>',
      'which course of virtual time: how fast the processor seems, where the timer strikes',
      wholeNumber,
    )
    .option('--seeds <n>', 'run under the seeds 1 to n, and count the outcomes', positiveNumber)
    .option('--wall <seconds>', 'guest time that a run with the virtual clock may take', positiveNumber, DEFAULT_WALL)
    .option('--record <file>', 'write down everything the run depended on and what came of it, for ipclab replay')
    .option('--json', 'print the whole result: compile and run, each with status, streams, times and usage')
    .addHelpText(
      'after',
      '\nStandard input, output and error and the exit status are those of the program (128 + n for signal n).\n' +
        'At a terminal the program has a terminal of its own, and Ctrl-] leaves it.\n' +
        '--json, --seed, --seeds and --record take the virtual clock; standard input is read to its end first then.',
    )
    .action(async (_: string[], options: Options, command: Command) => {
      const { names, args } = split(command.args);
      const files = await readSources(names);
      const image = await openImage(options.image);
      process.exitCode = isScripted(options)
        ? await runScriptedly(image, files, args, options)
        : await runAttached(image, files, args);
    });
}

function isScripted({ clock, json, seed, seeds, record }: Options): boolean {
  const asks = json !== undefined || seed !== undefined || seeds !== undefined || record !== undefined;
  if (clock === 'real' && asks) {
    throw new IpclabError(
      'usage',
      '--clock real cannot be had with --json, --seed, --seeds or --record; leave one of them out',
    );
  }
  return clock === 'virtual' || asks;
}

/** Files before the program's own arguments, which stand after `--` on the command line. */
function split(operands: readonly string[]): { names: readonly string[]; args: readonly string[] } {
  const at = process.argv.indexOf('--');
  const count = at < 0 ? 0 : process.argv.length - at - 1;
  const names = operands.slice(0, operands.length - count);
  if (names.length === 0) throw new IpclabError('usage', 'no C file before --; give one');
  return { names, args: operands.slice(operands.length - count) };
}

async function runAttached(image: Image, { sources, headers }: Files, args: readonly string[]): Promise<number> {
  await using machine = await launch(image, { jit: true });
  for (const { name, content } of [...headers, ...sources]) {
    await machine.put({ path: `${RUN_DIRECTORY}/${name}` }, content);
  }
  const compiled = await machine.compile({
    compiler: image.manifest.compiler.command,
    directory: RUN_DIRECTORY,
    sources: sources.map(({ name }) => name),
    output: PROGRAM,
  });
  showMessages(compiled, { sources, headers });
  if (compiled.status.exit !== 0) return ExitStatus.FAILED;
  return await attachProgram(machine, args);
}

async function attachProgram(machine: Machine, args: readonly string[]): Promise<number> {
  try {
    return exitStatusOfJob(await attach(machine, { argv: [`./${PROGRAM}`, ...args], directory: RUN_DIRECTORY }));
  } catch (error) {
    if (!(error instanceof IpclabError) || error.code !== 'aborted') throw error;
    process.stderr.write(`\r\n${error.message}\n`);
    return LEFT_STATUS;
  }
}

async function runScriptedly(image: Image, files: Files, args: readonly string[], options: Options): Promise<number> {
  const input = process.stdin.isTTY ? new Uint8Array(0) : await buffer(process.stdin);
  const all = [...files.headers, ...files.sources];
  const request: RunRequest = {
    files: Object.fromEntries(all.map(({ name, content }) => [name, toBase64(content)])),
    sources: files.sources.map(({ name }) => name),
    arguments: [...args],
    input: toBase64(input),
    wallLimit: options.wall * 1000,
  };
  if (options.seeds !== undefined) return await countOutcomes(image, request, options.seeds, files);
  const result = await launchScripted(image, request, { seed: options.seed ?? 0, start: VIRTUAL_START });
  if (options.record !== undefined) await writeFile(options.record, `${JSON.stringify(result.record, null, 2)}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify(asJson(result, files), null, 2)}\n`);
  else show(result, files);
  return result.run ? exitStatusOfJob(result.run.status) : ExitStatus.FAILED;
}

async function countOutcomes(image: Image, request: RunRequest, count: number, files: Files): Promise<number> {
  const outcomes = new Outcomes();
  const seeds = Array.from({ length: count }, (_, index) => index + 1);
  let broken: JobResult | undefined;
  {
    using progress = new Progress();
    progress.step(`running under ${count} seeds`);
    await runSeeds(image, request, seeds, availableParallelism(), (seed, { compile, run }) => {
      if (run) outcomes.add(seed, run);
      else broken = compile;
    });
  }
  if (broken) {
    showMessages(broken, files);
    return ExitStatus.FAILED;
  }
  process.stdout.write(describeOutcomes(outcomes));
  return 0;
}

function show({ compile, run }: ScriptedRun, files: Files): void {
  showMessages(compile, files);
  if (!run) return;
  process.stdout.write(run.stdout);
  process.stderr.write(run.stderr);
  if (run.status.limit) process.stderr.write(`ipclab: stopped at its limit of ${run.status.limit}\n`);
}

function showMessages({ stdout, stderr }: JobResult, { sources, headers }: Files): void {
  process.stderr.write(withGivenNames(decodeText(stdout) + decodeText(stderr), [...sources, ...headers]));
}

function asJson({ compile, run, record }: ScriptedRun, { sources, headers }: Files): unknown {
  const job = ({ status, stdout, stderr }: JobResult): object => ({
    ...status,
    stdout: decodeText(stdout),
    stderr: decodeText(stderr),
  });
  const messages = { stderr: withGivenNames(decodeText(compile.stderr), [...sources, ...headers]) };
  const { instructions, elapsed } = record.outcome;
  const clock = { ...record.clock, instructions, elapsed };
  return { compile: { ...job(compile), ...messages }, run: run && job(run), clock };
}
