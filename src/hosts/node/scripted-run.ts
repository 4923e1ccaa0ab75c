// Scripted runs on machines of this process.
import type { VirtualOptions } from '#machine/virtual-timing.js';
import type { RunRequest } from '#record/record.js';
import { runAlone } from '#hosts/worker/machines.js';
import { requestOf, resultOf, type Program, type ProgramResult } from '#hosts/worker/program.js';
import { runRequest, type RequestOptions, type ScriptedRun } from '#hosts/worker/run-request.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { MachinePool } from '#work/pool.js';
import { run } from '#work/run.js';
import type { Image } from './image.js';
import { launch, machinesOf } from './launch.js';

/**
 * Compiles and runs a program on a machine of its own, with a virtual clock.
 *
 * @throws IpclabError `usage` for what is no program, `machine-lost` when the machine fails; what the
 *   program itself does is in the result
 */
export async function runProgram(image: Image, program: Program): Promise<ProgramResult> {
  const { seed = 0 } = program;
  return resultOf(await launchScripted(image, requestOf(program), { seed, start: VIRTUAL_START }));
}

/** Compiles and runs on a machine of its own. */
export async function launchScripted(
  image: Image,
  request: RunRequest,
  course: VirtualOptions,
  options: RequestOptions = {},
): Promise<ScriptedRun> {
  return await runAlone(machinesOf(image), request, course, options);
}

export interface SeedsOptions {
  /** Machines at a time. */
  readonly jobs: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with each result in the order of the seeds. */
  readonly report: (seed: number, run: ScriptedRun) => void;
}

/** The same request under many courses of time. */
export async function runSeeds(
  image: Image,
  request: RunRequest,
  seeds: readonly number[],
  { jobs, signal, report }: SeedsOptions,
): Promise<void> {
  const course = (seed: number): VirtualOptions => ({ seed, start: VIRTUAL_START });
  const clock = { kind: 'virtual', ...course(0) } as const;
  // Each run goes back to the snapshot by itself, with its own course.
  await using machines = new MachinePool(
    (ended) => launch(image, { clock, signal: ended }),
    () => Promise.resolve(),
  );
  const all = seeds.map((seed) => (ended: AbortSignal) => {
    return machines.use(async (machine) => {
      await machine.reset(course(seed), { signal: ended });
      return { seed, run: await runRequest(machine, image.manifest, request, course(seed), { signal: ended }) };
    }, ended);
  });
  await run(all, {
    concurrency: jobs,
    signal,
    onResult: ({ seed, run }) => {
      report(seed, run);
    },
  });
}
