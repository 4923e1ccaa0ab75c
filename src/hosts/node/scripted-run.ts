// A run without a person: on a machine with a virtual clock, with everything it depends on written down.
import { createHash } from 'node:crypto';
import type { Evidence } from '../../guest/evidence.js';
import { STUDENT_LIMITS } from '../../guest/limits.js';
import type { JobResult } from '../../guest/run-job.js';
import type { VirtualOptions } from '../../machine/virtual-timing.js';
import { KEPT, type RunOutcome, type RunRecord, type RunRequest, type StreamRecord } from '../../record/record.js';
import type { Machine } from '../worker/machine.js';
import type { Image } from './image.js';
import { launch } from './launch.js';

/** Folder of the guest with the person's files, and the name of the program there. */
export const RUN_DIRECTORY = '/home/student/run';
export const PROGRAM = 'program';

/** What the guest's clock says at the start of a scripted run, unless told otherwise. */
export const VIRTUAL_START = Date.UTC(2026, 0, 1);

/** The last resort against a guest that does not end, ms of this machine's clock. */
const HOST_DEADLINE = 600_000;

export interface ScriptedRun {
  readonly compile: JobResult;
  /** Null when it does not compile. */
  readonly run: JobResult | null;
  /** What is still there after the program has ended. */
  readonly leftBehind: Evidence | null;
  readonly record: RunRecord;
}

/** Compiles and runs on a machine that is fresh from its snapshot. */
export async function runScripted(
  image: Image,
  machine: Machine,
  request: RunRequest,
  course: VirtualOptions,
): Promise<ScriptedRun> {
  const limits = { timeout: HOST_DEADLINE };
  await using container = await machine.open();
  for (const [name, content] of Object.entries(request.files)) {
    await container.put({ path: `${RUN_DIRECTORY}/${name}` }, fromBase64(content), limits);
  }
  const compile = await container.compile(
    {
      compiler: image.manifest.compiler.command,
      directory: RUN_DIRECTORY,
      sources: request.sources,
      output: PROGRAM,
    },
    limits,
  );
  const spec = {
    argv: [`./${PROGRAM}`, ...request.arguments],
    directory: RUN_DIRECTORY,
    limits: { ...STUDENT_LIMITS, wall: request.wallLimit },
  };
  const run = compile.status.exit === 0 ? await container.run(spec, fromBase64(request.input), limits) : null;
  const leftBehind = run && (await container.evidence(limits));
  const account = await machine.account();
  const outcome: RunOutcome = {
    ...account,
    sent: account.sent.map(([at, size, checksum]) => [at, size, checksum]),
    compile: recordJob(compile),
    run: run && recordJob(run),
  };
  const { name, inputs, artefacts } = image.manifest;
  const record: RunRecord = {
    format: 1,
    image: { name, inputs, state: artefacts.state.sha256 },
    clock: { seed: course.seed, start: course.start },
    request,
    outcome,
  };
  return { compile, run, leftBehind, record };
}

/** The same on a machine of its own. */
export async function launchScripted(image: Image, request: RunRequest, course: VirtualOptions): Promise<ScriptedRun> {
  await using machine = await launch(image, { clock: { kind: 'virtual', ...course } });
  return await runScripted(image, machine, request, course);
}

/**
 * The same request under many courses of time, several machines at a time.
 *
 * @param report called with each result, in no particular order
 */
export async function runSeeds(
  image: Image,
  request: RunRequest,
  seeds: readonly number[],
  jobs: number,
  report: (seed: number, run: ScriptedRun) => void,
): Promise<void> {
  const waiting = [...seeds];
  const work = async (): Promise<void> => {
    const first = waiting[0];
    if (first === undefined) return;
    const course = (seed: number): VirtualOptions => ({ seed, start: VIRTUAL_START });
    await using machine = await launch(image, { clock: { kind: 'virtual', ...course(first) } });
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      await machine.reset(course(seed));
      report(seed, await runScripted(image, machine, request, course(seed)));
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, seeds.length) }, work));
}

function recordJob({ status, stdout, stderr }: JobResult): NonNullable<RunOutcome['run']> {
  return { status, stdout: recordStream(stdout), stderr: recordStream(stderr) };
}

function recordStream(bytes: Uint8Array): StreamRecord {
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    head: toBase64(bytes.subarray(0, KEPT)),
  };
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
