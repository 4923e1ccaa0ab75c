// Runs jobs on machines, each fresh from its snapshot, with a bound on how many run and how many wait.
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import { runRequest, type ScriptedRun } from '#hosts/worker/run-request.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { ContainerLimits } from '#protocol/container-spec.js';
import type { RunRequest } from '#record/record.js';
import { isInfrastructure } from '#util/error.js';
import { MachinePool } from '#work/pool.js';
import type { Slots } from '#work/slots.js';

/** Every client gets the same course of time: the same job has the same result. */
const COURSE = { seed: 0, start: VIRTUAL_START } as const;

export type Answer = { readonly is: 'run'; readonly run: ScriptedRun } | { readonly is: 'overload' | 'lost' };

export class Runner implements AsyncDisposable {
  readonly #image: Image;
  readonly #slots: Slots;
  readonly #machines: MachinePool<Machine>;

  /** @param slots for machines: those of others who use them, too */
  constructor(image: Image, slots: Slots) {
    this.#image = image;
    this.#slots = slots;
    this.#machines = new MachinePool((signal) => launch(image, { clock: { kind: 'virtual', ...COURSE }, signal }));
  }

  /** What a container of the image has for a program. */
  get room(): ContainerLimits {
    return this.#image.manifest.compiler.container;
  }

  /** Starts a machine, so that the first client need not wait for it. */
  async warmUp(): Promise<void> {
    await this.#machines.use(() => Promise.resolve());
  }

  /**
   * @param signal takes the job out of the queue; one that runs comes to its end, which its limits bound
   * @returns `lost`: it lost two machines one after the other, so that it is not the machine's fault
   */
  async run(request: RunRequest, signal: AbortSignal): Promise<Answer> {
    const work = async (): Promise<Answer> =>
      (await this.#try(request)) ?? (await this.#try(request)) ?? { is: 'lost' };
    return (await this.#slots.use(work, signal)) ?? { is: 'overload' };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#machines[Symbol.asyncDispose]();
  }

  /** @returns undefined: the machine was lost */
  async #try(request: RunRequest): Promise<Answer | undefined> {
    try {
      const { manifest } = this.#image;
      const run = await this.#machines.use((machine) => runRequest(machine, manifest, request, COURSE));
      return { is: 'run', run };
    } catch (error) {
      if (isInfrastructure(error)) return undefined;
      throw error;
    }
  }
}
