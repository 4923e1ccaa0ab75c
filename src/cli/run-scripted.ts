// `ipclab run` with a virtual clock: everything is known before it begins, and can be had again.
import { availableParallelism } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import { markCut, type JobResult } from '#guest/run-job.js';
import type { Image } from '#hosts/node/image.js';
import { launchScripted, runSeeds } from '#hosts/node/scripted-run.js';
import { writeWhole } from '#node/whole-file.js';
import { resultOf, type ProgramResult } from '#hosts/worker/program.js';
import type { ScriptedRun } from '#hosts/worker/run-request.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { toBase64 } from '#util/base64.js';
import type { RunRequest } from '#record/record.js';
import { ExitStatus, exitStatusOfJob } from './exit-status.js';
import { describeOutcomes, Outcomes } from './outcomes.js';
import { Progress } from './progress.js';
import type { SourceFiles } from './sources.js';
import { messagesOf, showMessages, tellRun } from './tell.js';

export interface ScriptOptions {
  readonly seed?: number;
  readonly seeds?: number;
  /** Milliseconds. */
  readonly wall?: number;
  readonly record?: string;
  readonly json?: true;
}

/** What a program is run with. */
export interface Script {
  readonly files: SourceFiles;
  readonly args: readonly string[];
  readonly input: Uint8Array;
}

/** All of standard input; none from a terminal. */
export async function readInput(): Promise<Uint8Array> {
  return process.stdin.isTTY ? new Uint8Array(0) : buffer(process.stdin);
}

export async function runScripted(
  image: Image,
  { files, args, input }: Script,
  options: ScriptOptions,
  signal: AbortSignal,
): Promise<number> {
  const all = [...files.headers, ...files.sources];
  const request: RunRequest = {
    files: Object.fromEntries(all.map(({ name, content }) => [name, toBase64(content)])),
    sources: files.sources.map(({ name }) => name),
    arguments: [...args],
    input: toBase64(input),
    wallLimit: options.wall ?? STUDENT_LIMITS.wall ?? 0,
  };
  if (options.seeds !== undefined) return await countOutcomes(image, request, options.seeds, files, signal);
  const course = { seed: options.seed ?? 0, start: VIRTUAL_START };
  const result = await launchScripted(image, request, course, signal);
  if (options.record !== undefined)
    await writeWhole(options.record, `${JSON.stringify(result.record, null, 2)}\n`, {
      cure: 'give --record another file',
    });
  if (options.json) process.stdout.write(`${JSON.stringify(asJson(result, files), null, 2)}\n`);
  else show(result, files);
  return result.run ? exitStatusOfJob(result.run.status) : ExitStatus.FAILED;
}

async function countOutcomes(
  image: Image,
  request: RunRequest,
  count: number,
  files: SourceFiles,
  signal: AbortSignal,
): Promise<number> {
  const outcomes = new Outcomes();
  const seeds = Array.from({ length: count }, (_, index) => index + 1);
  let broken: JobResult | undefined;
  {
    using progress = new Progress();
    progress.step(`running under ${count} seeds`);
    await runSeeds(image, request, seeds, {
      jobs: availableParallelism(),
      signal,
      report: (seed, { compile, run }) => {
        if (run) outcomes.add(seed, run);
        else broken = compile;
      },
    });
  }
  if (broken) {
    showMessages(broken, files);
    return ExitStatus.FAILED;
  }
  process.stdout.write(describeOutcomes(outcomes));
  return 0;
}

function show({ compile, run, leftBehind }: ScriptedRun, files: SourceFiles): void {
  showMessages(compile, files);
  if (!run) return;
  process.stdout.write(markCut(run.stdout, run.status.cut.stdout));
  process.stderr.write(markCut(run.stderr, run.status.cut.stderr));
  tellRun(run.status, leftBehind);
}

function asJson(scripted: ScriptedRun, files: SourceFiles): ProgramResult {
  const result = resultOf(scripted);
  return { ...result, compile: { ...result.compile, stderr: messagesOf(scripted.compile, files) } };
}
