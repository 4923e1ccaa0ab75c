// `ipclab run` for a person, or in a pipeline: the program's streams are the command's own.
import { explainAll } from '#facts/explain/explain.js';
import { openReports, withSanitizerRoom } from '#guest/sanitizers.js';
import { ATTENDED_LIMITS } from '#protocol/limits.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import { readMadeFiles } from '#hosts/worker/made-files.js';
import { prepareRun } from '#hosts/worker/prepare-run.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { roomFor } from '#hosts/worker/room.js';
import { reportOf } from '#hosts/worker/sanitizer-report.js';
import type { ExitStatus as JobStatus, JobLimits } from '#protocol/exec-spec.js';
import { hasCode } from '#util/error.js';
import { atTerminal, attach, LEFT_STATUS } from './attach.js';
import { attachTogether, type NamedJob } from './attach-together.js';
import { ExitStatus, exitStatusOfJob } from './exit-status.js';
import type { Project } from './project/layout.js';
import { writeOut } from './project/out-folder.js';
import { showMessages, tell, tellEnd, tellFindings, tellRun } from './tell.js';

export interface AttachedOptions {
  /** Limits that are not the usual ones. */
  readonly limits: JobLimits;
  /** Of several programs one after the other, instead of side by side. */
  readonly inTurn: boolean;
  /** Folder of this machine for what programs make. */
  readonly out?: string | undefined;
  /** Sanitizers that the programs get. */
  readonly sanitize: readonly string[];
}

export async function runAttached(
  image: Image,
  project: Project,
  args: readonly string[],
  { limits: given, inTurn, out, sanitize }: AttachedOptions,
): Promise<number> {
  await using machine = await launch(image);
  const { compiler } = image.manifest;
  await using container = await machine.open({ limits: roomFor(compiler.container, given) });
  const placed = { ...project, sanitize };
  const { compiled, commands, directory, built } = await prepareRun(container, compiler, placed, args);
  showMessages(compiled, project);
  if (compiled.status.exit !== 0) return ExitStatus.FAILED;
  const usual = sanitize.length > 0 ? withSanitizerRoom(ATTENDED_LIMITS, compiler) : ATTENDED_LIMITS;
  const limits = { ...usual, ...given };
  const jobs = commands.map(({ program, argv }) => ({ name: program, spec: { argv, directory, limits } }));
  const reports = sanitize.length > 0 ? await openReports(container) : null;
  const status = await runJobs(machine, container, jobs, project, { limits, inTurn });
  // What a person has left goes on.
  if (reports && status !== LEFT_STATUS) tellFindings(reportOf(await reports.close(), placed, directory), project);
  if (out !== undefined) tell(await writeOut(out, await readMadeFiles(container, project.files, built), project));
  return status;
}

/** @returns the exit status of all of it */
async function runJobs(
  machine: Machine,
  container: RemoteContainer,
  jobs: readonly NamedJob[],
  project: Project,
  { limits, inTurn }: Pick<AttachedOptions, 'limits' | 'inTurn'>,
): Promise<number> {
  try {
    const [job] = jobs;
    if (job && jobs.length === 1) return exitStatusOfJob(await runOne(machine, container, job, project, limits));
    if (inTurn) return await runInTurn(machine, container, jobs, project, limits);
    const ends = await attachTogether(machine, container, jobs, (name, status, others) => {
      tellEnd(name, status, others, limits);
    });
    tell(explainAll([await container.evidence()]));
    return ends.map(exitStatusOfJob).find((status) => status !== 0) ?? 0;
  } catch (error) {
    if (!hasCode(error, 'aborted')) throw error;
    process.stderr.write(`\r\n${error.message}\n`);
    tell(explainAll([await container.evidence()]));
    return LEFT_STATUS;
  }
}

async function runOne(
  machine: Machine,
  container: RemoteContainer,
  { spec }: NamedJob,
  project: Project,
  limits: JobLimits,
): Promise<JobStatus> {
  // Who sits there can end what is left.
  const linger = atTerminal() ? Infinity : undefined;
  const status = await attach(machine, { ...spec, linger }, container);
  tellRun(status, await container.evidence(), project.leftOut, limits);
  return status;
}

/** Until one fails. */
async function runInTurn(
  machine: Machine,
  container: RemoteContainer,
  jobs: readonly NamedJob[],
  project: Project,
  limits: JobLimits,
): Promise<number> {
  for (const job of jobs) {
    tell([`${job.name}:`]);
    const status = exitStatusOfJob(await runOne(machine, container, job, project, limits));
    if (status !== 0) return status;
  }
  return 0;
}
