// `ipclab run` with a virtual clock: everything is known before it begins, and can be had again.
import { availableParallelism } from 'node:os';
import type { JobLimits } from '#protocol/exec-spec.js';
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
import { limitsOf, type LimitValues } from './limit-options.js';
import { describeOutcomes, Outcomes } from './outcomes.js';
import { Progress } from './progress.js';
import type { Project } from './project/layout.js';
import { writeOut } from './project/out-folder.js';
import { sourcesOf } from './xray/sources.js';
import { writeXray } from './xray/write.js';
import { messagesOf, showMessages, tell, tellFindings, tellRun } from './tell.js';

export interface ScriptOptions extends LimitValues {
  readonly seed?: number;
  readonly seeds?: number;
  /** Milliseconds. */
  readonly wall?: number;
  readonly record?: string;
  /** File for what happened. */
  readonly xray?: string;
  /** Folder of this machine for what programs make. */
  readonly out?: string;
  /** Of the compiler. */
  readonly sanitize?: readonly string[];
  readonly json?: true;
}

/** What a program is run with. */
export interface Script {
  readonly project: Project;
  readonly args: readonly string[];
  readonly input: Uint8Array;
}

export async function runScripted(
  image: Image,
  { project, args, input }: Script,
  options: ScriptOptions,
  signal: AbortSignal,
): Promise<number> {
  const { companions, directory, flags, make } = project;
  const limits = limitsOf(options);
  const request: RunRequest = {
    files: Object.fromEntries(Object.entries(project.files).map(([name, content]) => [name, toBase64(content)])),
    sources: [...project.sources],
    ...(companions.length === 0 ? {} : { companions: [...companions] }),
    ...(make && { make }),
    ...(directory === '' ? {} : { directory }),
    ...(flags.length === 0 ? {} : { flags: [...flags] }),
    ...(options.sanitize === undefined ? {} : { sanitize: [...options.sanitize] }),
    arguments: [...args],
    input: toBase64(input),
    wallLimit: options.wall ?? STUDENT_LIMITS.wall ?? 0,
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
  };
  if (options.seeds !== undefined) return await countOutcomes(image, request, options.seeds, project, signal);
  const course = { seed: options.seed ?? 0, start: VIRTUAL_START };
  const result = await launchScripted(image, request, course, {
    signal,
    keepsFiles: options.out !== undefined,
    records: options.xray !== undefined,
  });
  if (options.record !== undefined)
    await writeWhole(options.record, `${JSON.stringify(result.record, null, 2)}\n`, {
      cure: 'give --record another file',
    });
  if (options.xray !== undefined && result.recording)
    await writeXray('--xray', options.xray, {
      title: project.sources.join(' '),
      recording: result.recording,
      lines: result.lines,
      sources: sourcesOf(result.lines, project),
    });
  if (options.json) process.stdout.write(`${JSON.stringify(asJson(result, project), null, 2)}\n`);
  else show(result, project, limits);
  if (options.out !== undefined && result.made) tell(await writeOut(options.out, result.made, project));
  return result.run ? exitStatusOfJob(result.run.status) : ExitStatus.FAILED;
}

async function countOutcomes(
  image: Image,
  request: RunRequest,
  count: number,
  project: Project,
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
      report: (seed, { compile, run, sanitizer }) => {
        if (run) outcomes.add(seed, run, sanitizer);
        else broken = compile;
      },
    });
  }
  if (broken) {
    showMessages(broken, project);
    return ExitStatus.FAILED;
  }
  process.stdout.write(describeOutcomes(outcomes));
  return 0;
}

function show({ compile, run, leftBehind, sanitizer }: ScriptedRun, project: Project, limits: JobLimits): void {
  showMessages(compile, project);
  if (!run) return;
  process.stdout.write(markCut(run.stdout, run.status.cut.stdout));
  process.stderr.write(markCut(run.stderr, run.status.cut.stderr));
  tellRun(run.status, leftBehind, project.leftOut, { ...STUDENT_LIMITS, ...limits });
  if (sanitizer) tellFindings(sanitizer, project);
}

function asJson(scripted: ScriptedRun, { names }: Project): ProgramResult {
  const result = resultOf(scripted);
  return { ...result, compile: { ...result.compile, stderr: messagesOf(scripted.compile, names) } };
}
