// Scripted runs on machines of this process.
import type { VirtualOptions } from '#machine/virtual-timing.js';
import type { RunRequest } from '#record/record.js';
import { requestOf, resultOf, type Program, type ProgramResult } from '#hosts/worker/program.js';
import { runScripted, type ScriptedRun } from '#hosts/worker/scripted-run.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { Image } from './image.js';
import { launch } from './launch.js';

/**
 * Compiles and runs a program on a machine of its own, with a virtual clock.
 *
 * @throws IpclabError `usage` for what is no program, `machine-lost` or `deadline` when the machine fails; what the
 *   program itself does is in the result
 */
export async function runProgram(image: Image, program: Program): Promise<ProgramResult> {
  const { seed = 0 } = program;
  return resultOf(await launchScripted(image, requestOf(program), { seed, start: VIRTUAL_START }));
}

/** Compiles and runs on a machine of its own. */
export async function launchScripted(image: Image, request: RunRequest, course: VirtualOptions): Promise<ScriptedRun> {
  await using machine = await launch(image, { clock: { kind: 'virtual', ...course } });
  return await runScripted(machine, image.manifest, request, course);
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
      report(seed, await runScripted(machine, image.manifest, request, course(seed)));
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, seeds.length) }, work));
}
