// A queue without an emulator: graders and workers whose machines are functions of the source.
import type { GradingHost } from '#classroom/hosts/host.js';
import type { GradeJob, JobOutcome } from '#lab/job.js';
import { readAddress } from '#queue/address.js';
import type { Ground } from '#queue/names.js';
import { QueueHost, type QueueHostOptions } from '#queue/queue-host.js';
import { QueueWorker, type QueueWorkerOptions } from '#queue/worker.js';
import { encodeText } from '#util/bytes.js';
import { classPlan, FakeHost, outcome, sha256 } from '../classroom/results.js';

export const GROUND: Ground = { code: sha256('code'), image: { name: 'tcc', digest: sha256('s') } };

const { lab } = classPlan();

export function jobOf(source: string): GradeJob {
  return { lab, files: { 'count.c': encodeText(source) } };
}

/** Finds what every whole machine finds. */
export function wholeMachine(): FakeHost {
  return new FakeHost((source) => Promise.resolve(outcome(source)));
}

export interface Told {
  readonly notices: string[];
  readonly broken: string[];
}

/** A grader, and what it said. */
export async function grader(
  address: string,
  options: Partial<QueueHostOptions> = {},
): Promise<AsyncDisposable & Told & Pick<GradingHost, 'grade'>> {
  const told: Told = { notices: [], broken: [] };
  const host = await QueueHost.open({
    address: await readAddress(address, {}),
    ground: GROUND,
    class: 'a-class',
    what: 'count',
    priority: 'normal',
    jobs: 4,
    every: 0,
    here: wholeMachine(),
    image: () => Promise.reject(new Error('it has no image')),
    onNotice: (sentence) => told.notices.push(sentence),
    onBroken: (sentence) => told.broken.push(sentence),
    ...options,
  });
  return {
    ...told,
    grade: (job, limits) => host.grade(job, limits),
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}

/** Workers of this process, which end with their test. */
export class Fleet implements AsyncDisposable {
  readonly #address: string;
  readonly #all: QueueWorker[] = [];

  constructor(address: string) {
    this.#address = address;
  }

  /** @param host its machines */
  async add(
    name: string,
    host: GradingHost = wholeMachine(),
    options: Partial<QueueWorkerOptions> = {},
  ): Promise<QueueWorker> {
    const worker = await QueueWorker.start({
      address: await readAddress(this.#address, {}),
      ground: GROUND,
      name,
      jobs: 1,
      lease: 5,
      host,
      onNotice: () => undefined,
      ...options,
    });
    this.#all.push(worker);
    return worker;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#all.splice(0).map((worker) => worker[Symbol.asyncDispose]()));
  }
}

/** A machine that finds something else than all others. */
export function brokenMachine(): FakeHost {
  return new FakeHost((source) => Promise.resolve(outcome(source, 'failed')));
}

/** A machine that finds nothing until it is told to, and what it was asked by then. */
export function slowMachine(): { host: FakeHost; asked: Promise<void>; goOn: () => void } {
  let goOn = (): void => undefined;
  let wasAsked = (): void => undefined;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const asked = new Promise<void>((resolve) => (wasAsked = resolve));
  const host = new FakeHost(async (source): Promise<JobOutcome> => {
    wasAsked();
    await gate;
    return outcome(source);
  });
  return {
    host,
    asked,
    goOn: () => {
      goOn();
    },
  };
}
