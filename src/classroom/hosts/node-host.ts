// Machines in worker threads of this process.
import type { GradeJob, JobOutcome } from '#lab/job.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import { MachinePool } from '#work/pool.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { Limits } from '#util/deadline.js';
import { IpclabError } from '#util/error.js';
import type { GradingHost } from './host.js';

export class NodeHost implements GradingHost {
  readonly #machines: MachinePool<Machine>;
  readonly #image: Image;

  constructor(image: Image) {
    this.#image = image;
    const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
    this.#machines = new MachinePool((signal) => launch(image, { clock, signal }));
  }

  async grade(job: GradeJob, limits: Limits): Promise<JobOutcome> {
    const { name, digest } = this.#image.manifest;
    if (job.lab.image !== digest)
      throw new IpclabError('internal', `a job for the image ${job.lab.image} came to machines of ${name} ${digest}`);
    return this.#machines.use((machine) => machine.grade(job, limits), limits.signal);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#machines[Symbol.asyncDispose]();
  }
}
