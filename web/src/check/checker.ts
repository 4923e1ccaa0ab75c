// An example's own checks, on a machine of their own with the virtual clock: fast, and nothing of a running session is disturbed.
import { launch } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import type { Machine } from '#hosts/worker/machine.js';
import { fixedProgram, fixedRun } from '#examples/fixed-example.js';
import type { ExamplePlan } from '#examples/plan.js';
import type { Example } from '#examples/schema.js';
import { guestSetting } from '#scenario/setting.js';
import type { Project } from '../session/project.js';
import type { CheckedPart } from '../session/state.js';
import { bytesOf } from '../workspace/content.js';
import { CHECK_CLOCK } from './check-clock.js';
import { partOfCompile, partOfRun, partsOf } from './parts.js';

/** How long the machine is kept after a check, for whoever corrects a line and checks again, ms. */
const KEPT = 15_000;

export class Checker {
  readonly #parts: () => Parts;
  /** What the machine is from. */
  #from: Parts | undefined;
  #machine: Machine | undefined;
  #disposal: ReturnType<typeof setTimeout> | undefined;

  /** @param parts what the next machine starts from */
  constructor(parts: () => Parts) {
    this.#parts = parts;
  }

  /**
   * Compiles and runs everything that the example's metadata says, one call at a time.
   *
   * @throws IpclabError when the machine cannot be started or is lost, or `aborted`
   */
  async check({ name, files }: Project, example: Example, signal: AbortSignal): Promise<readonly CheckedPart[]> {
    clearTimeout(this.#disposal);
    const parts = this.#parts();
    const plan = {
      name,
      example,
      files: Object.fromEntries([...files].map(([file, text]) => [file, bytesOf(text)])),
      setting: guestSetting(parts.manifest.compiler, name),
    };
    try {
      const machine = await this.#fresh(parts, signal);
      const told: CheckedPart[] = [];
      const { compiles, runs } = await machine.runExample(plan, { signal });
      for (const report of compiles) {
        const corrected = fixedProgram(example, report.program);
        told.push(await this.#praised(machine, plan, partOfCompile(report), corrected, signal));
      }
      for (const report of runs)
        told.push(await this.#praised(machine, plan, partOfRun(report), fixedRun(example, report.name), signal));
      this.#disposal = setTimeout(() => void this.dispose(), KEPT);
      return told;
    } catch (error) {
      await this.dispose();
      throw error;
    }
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#disposal);
    const machine = this.#machine;
    this.#machine = undefined;
    await machine?.[Symbol.asyncDispose]();
  }

  /**
   * A program that is wrong on purpose may be corrected: then what was wanted of the original does not hold, and what is
   * wanted of a corrected one does.
   *
   * @param corrected undefined: nothing is wrong on purpose there
   */
  async #praised(
    machine: Machine,
    plan: ExamplePlan,
    part: CheckedPart,
    corrected: Example | undefined,
    signal: AbortSignal,
  ): Promise<CheckedPart> {
    if (!corrected || part.problems.length === 0) return part;
    await machine.reset(undefined, { signal });
    const again = partsOf(await machine.runExample({ ...plan, example: corrected }, { signal }));
    return again.some(({ problems }) => problems.length > 0) ? part : praise(part);
  }

  /** A machine as it is in the snapshot. */
  async #fresh(parts: Parts, signal: AbortSignal): Promise<Machine> {
    if (this.#from !== parts) await this.dispose();
    this.#from = parts;
    if (this.#machine) await this.#machine.reset(undefined, { signal });
    else this.#machine = await launch(parts, { clock: CHECK_CLOCK, signal });
    return this.#machine;
  }
}

function praise(part: CheckedPart): CheckedPart {
  const shows = part.shows === '' ? 'The original does not compile.' : `The original shows: ${part.shows}`;
  return { ...part, shows, saw: ['You have fixed it.', ...part.saw], problems: [], fixed: true };
}
