import { Command } from 'commander';
import { buffer } from 'node:stream/consumers';
import { DEFAULT_IMAGE, openImage } from '../../hosts/node/image.js';
import { launch } from '../../hosts/node/launch.js';
import type { Machine } from '../../hosts/worker/machine.js';
import type { JobResult } from '../../guest/run-job.js';
import { decodeText } from '../../util/bytes.js';
import { IpclabError } from '../../util/error.js';
import { attach, LEFT_STATUS } from '../attach.js';
import { ExitStatus, exitStatusOfJob } from '../exit-status.js';
import { readSources, withGivenNames, type SourceFile } from '../sources.js';

const DIRECTORY = '/home/student/run';
const PROGRAM = 'program';

interface Options {
  readonly image: string;
  readonly json?: true;
}

export function runCommand(): Command {
  return new Command('run')
    .description('compile C files in the guest and run the program')
    .argument('<file.c...>', 'C files; headers beside them come along')
    .usage('[options] <file.c...> [-- <argument>...]')
    .option('--image <name>', 'the image to start', DEFAULT_IMAGE)
    .option(
      '--json',
      'run to the end and print the whole result: compile and run, each with status, streams, times and usage',
    )
    .addHelpText(
      'after',
      '\nStandard input, output and error and the exit status are those of the program (128 + n for signal n).\nAt a terminal the program has a terminal of its own, and Ctrl-] leaves it.',
    )
    .action(async (_: string[], options: Options, command: Command) => {
      const { files, args } = split(command.args);
      const { sources, headers } = await readSources(files);
      await using machine = await launch(await openImage(options.image), { jit: !options.json });
      const compiled = await compileIn(machine, options.image, sources, headers);
      process.exitCode = options.json
        ? await runToJson(machine, compiled, args)
        : await runAttached(machine, compiled, args);
    });
}

/** Files before the program's own arguments, which stand after `--` on the command line. */
function split(operands: readonly string[]): { files: readonly string[]; args: readonly string[] } {
  const at = process.argv.indexOf('--');
  const count = at < 0 ? 0 : process.argv.length - at - 1;
  const files = operands.slice(0, operands.length - count);
  if (files.length === 0) throw new IpclabError('usage', 'no C file before --; give one');
  return { files, args: operands.slice(operands.length - count) };
}

async function compileIn(
  machine: Machine,
  image: string,
  sources: readonly SourceFile[],
  headers: readonly SourceFile[],
): Promise<JobResult> {
  const { manifest } = await openImage(image);
  for (const { name, content } of [...headers, ...sources])
    await machine.put({ path: `${DIRECTORY}/${name}` }, content);
  const result = await machine.compile({
    compiler: manifest.compiler.command,
    directory: DIRECTORY,
    sources: sources.map(({ name }) => name),
    output: PROGRAM,
  });
  const rename = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
    new TextEncoder().encode(withGivenNames(decodeText(bytes), [...sources, ...headers]));
  return { ...result, stdout: rename(result.stdout), stderr: rename(result.stderr) };
}

async function runAttached(machine: Machine, compiled: JobResult, args: readonly string[]): Promise<number> {
  process.stderr.write(compiled.stdout);
  process.stderr.write(compiled.stderr);
  if (compiled.status.exit !== 0) return ExitStatus.FAILED;
  try {
    return exitStatusOfJob(await attach(machine, { argv: [`./${PROGRAM}`, ...args], directory: DIRECTORY }));
  } catch (error) {
    if (!(error instanceof IpclabError) || error.code !== 'aborted') throw error;
    process.stderr.write(`\r\n${error.message}\n`);
    return LEFT_STATUS;
  }
}

async function runToJson(machine: Machine, compiled: JobResult, args: readonly string[]): Promise<number> {
  const compile = asJson(compiled);
  if (compiled.status.exit !== 0) {
    print({ compile, run: null });
    return ExitStatus.FAILED;
  }
  const input = process.stdin.isTTY ? new Uint8Array(0) : new Uint8Array(await buffer(process.stdin));
  const spec = { argv: [`./${PROGRAM}`, ...args], directory: DIRECTORY };
  const result = await machine.run(spec, input, { timeout: undefined });
  print({ compile, run: asJson(result) });
  return exitStatusOfJob(result.status);
}

function asJson({ status, stdout, stderr }: JobResult): unknown {
  return { ...status, stdout: decodeText(stdout), stderr: decodeText(stderr) };
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
