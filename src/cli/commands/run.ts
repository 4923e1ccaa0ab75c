import { Command, InvalidArgumentError } from 'commander';
import { buffer } from 'node:stream/consumers';
import { DEFAULT_IMAGE, openImage } from '../../hosts/node/image.js';
import { launch } from '../../hosts/node/launch.js';
import type { Machine } from '../../hosts/worker/machine.js';
import type { RemoteContainer } from '../../hosts/worker/remote-container.js';
import type { Evidence } from '../../guest/evidence.js';
import type { ExecSpec, ExitStatus as JobStatus, JobLimits } from '../../guest/exec-spec.js';
import { ATTENDED_LIMITS, STUDENT_LIMITS } from '../../guest/limits.js';
import { markCut, type JobResult } from '../../guest/run-job.js';
import { decodeText } from '../../util/bytes.js';
import { IpclabError } from '../../util/error.js';
import { attach, LEFT_STATUS } from '../attach.js';
import { ExitStatus, exitStatusOfJob } from '../exit-status.js';
import { readSources, withGivenNames, type SourceFile } from '../sources.js';

const DIRECTORY = '/home/student/run';
const PROGRAM = 'program';

interface Options {
  readonly image: string;
  /** Milliseconds. */
  readonly wall?: number;
  readonly json?: true;
}

export function runCommand(): Command {
  return new Command('run')
    .description('compile C files in the guest and run the program')
    .argument('<file.c...>', 'C files; headers beside them come along')
    .usage('[options] <file.c...> [-- <argument>...]')
    .option('--image <name>', 'the image to start', DEFAULT_IMAGE)
    .option('--wall <seconds>', 'end the program after this time and say where it waits', seconds)
    .option(
      '--json',
      'run to the end and print the whole result: compile and run, each with status, streams, times, usage and evidence, and what was left behind (10 s unless --wall says otherwise)',
    )
    .addHelpText(
      'after',
      '\nStandard input, output and error and the exit status are those of the program (128 + n for signal n).\nAt a terminal the program has a terminal of its own, and Ctrl-] leaves it. Where processes waited that had to be\nended, and what they left behind, is told on standard error.',
    )
    .action(async (_: string[], options: Options, command: Command) => {
      const { files, args } = split(command.args);
      const { sources, headers } = await readSources(files);
      await using machine = await launch(await openImage(options.image), { jit: !options.json });
      await using container = await machine.open();
      const compiled = await compileIn(container, options.image, sources, headers);
      const spec = { argv: [`./${PROGRAM}`, ...args], directory: DIRECTORY };
      process.exitCode = options.json
        ? await runToJson(container, compiled, { ...spec, limits: { ...STUDENT_LIMITS, ...only(options.wall) } })
        : await runAttached(machine, container, compiled, {
            ...spec,
            limits: { ...ATTENDED_LIMITS, ...only(options.wall) },
          });
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

function seconds(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('Give a number of seconds above 0.');
  return Math.ceil(number * 1000);
}

function only(wall: number | undefined): JobLimits {
  return wall === undefined ? {} : { wall };
}

async function compileIn(
  container: RemoteContainer,
  image: string,
  sources: readonly SourceFile[],
  headers: readonly SourceFile[],
): Promise<JobResult> {
  const { manifest } = await openImage(image);
  for (const { name, content } of [...headers, ...sources])
    await container.put({ path: `${DIRECTORY}/${name}` }, content);
  const result = await container.compile({
    compiler: manifest.compiler.command,
    directory: DIRECTORY,
    sources: sources.map(({ name }) => name),
    output: PROGRAM,
  });
  const rename = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
    new TextEncoder().encode(withGivenNames(decodeText(bytes), [...sources, ...headers]));
  return { ...result, stdout: rename(result.stdout), stderr: rename(result.stderr) };
}

async function runAttached(
  machine: Machine,
  container: RemoteContainer,
  compiled: JobResult,
  spec: ExecSpec,
): Promise<number> {
  process.stderr.write(compiled.stdout);
  process.stderr.write(compiled.stderr);
  if (compiled.status.exit !== 0) return ExitStatus.FAILED;
  try {
    const status = await attach(machine, spec, container);
    tell([...reasons(status), ...sentences(status.evidence), ...sentences(await container.evidence())]);
    return exitStatusOfJob(status);
  } catch (error) {
    if (!(error instanceof IpclabError) || error.code !== 'aborted') throw error;
    process.stderr.write(`\r\n${error.message}\n`);
    tell(sentences(await container.evidence()));
    return LEFT_STATUS;
  }
}

const LIMIT_WORDS: Readonly<Partial<Record<string, string>>> = {
  cpu: 'processor time',
  wall: 'time',
  openFiles: 'open files',
  file: 'file size',
};

/** The limits that were met, in words. */
function reasons({ reached }: JobStatus): string[] {
  return reached.map((limit) => `the program met its limit of ${LIMIT_WORDS[limit] ?? limit}`);
}

function sentences(evidence: Evidence | null): readonly string[] {
  return evidence?.sentences ?? [];
}

function tell(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`ipclab: ${line}\n`);
}

/** Beyond the guest's own limit of time: what the machine itself may take, by this host's clock. */
const MACHINE_TIME = 30_000;

async function runToJson(container: RemoteContainer, compiled: JobResult, spec: ExecSpec): Promise<number> {
  const compile = asJson(compiled);
  if (compiled.status.exit !== 0) {
    print({ compile, run: null, evidence: null });
    return ExitStatus.FAILED;
  }
  const input = process.stdin.isTTY ? new Uint8Array(0) : new Uint8Array(await buffer(process.stdin));
  const result = await container.run(spec, input, { timeout: 2 * (spec.limits?.wall ?? 0) + MACHINE_TIME });
  print({ compile, run: asJson(result), evidence: await container.evidence() });
  return exitStatusOfJob(result.status);
}

function asJson({ status, stdout, stderr }: JobResult): unknown {
  const { cut } = status;
  return {
    ...status,
    stdout: decodeText(markCut(stdout, cut.stdout)),
    stderr: decodeText(markCut(stderr, cut.stderr)),
  };
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
