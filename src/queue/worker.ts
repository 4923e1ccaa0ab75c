// A worker: takes jobs from the queue of its own code and image, grades them on its machines, and sends what it found.
import { Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { GradingHost } from '#classroom/hosts/host.js';
import { encodeOutcome, isResult } from '#lab/wire.js';
import { deferred } from '#util/deferred.js';
import { asIpclabError } from '#util/error.js';
import type { Address } from './address.js';
import { connect } from './connect.js';
import { checkQueued, workOf, type QueuedJob } from './job.js';
import { keys, PREFIX, queueName, type Ground } from './names.js';
import { PlanShelf } from './plans.js';
import { announce } from './presence.js';
import { sendResult } from './results.js';

export interface QueueWorkerOptions {
  readonly address: Address;
  readonly ground: Ground;
  /** Unique among the workers of a queue. */
  readonly name: string;
  /** Submissions at a time. */
  readonly jobs: number;
  /** Seconds of silence after which its jobs go to other workers. */
  readonly lease: number;
  /** Its machines; disposed of with it. */
  readonly host: GradingHost;
  readonly onNotice: (sentence: string) => void;
  /** Told of each job. */
  readonly onJob?: ((end: JobEnd) => void) | undefined;
}

export interface JobEnd {
  /** Names of the job and of its class; refused: as far as they can be read. */
  readonly job: string;
  readonly class: string;
  /** `error`: the infrastructure failed. */
  readonly result: 'done' | 'error' | 'refused';
  readonly ms: number;
}

/** How often a job may be lost with its worker before it is told to be what ends them. */
const MOST_LOST = 5;

export class QueueWorker implements AsyncDisposable {
  readonly #options: QueueWorkerOptions;
  readonly #redis: Redis;
  readonly #plans: PlanShelf;
  readonly #worker: Worker<QueuedJob>;
  readonly #broken = deferred<string>();
  #presence: AsyncDisposable | undefined;
  #isEnding = false;
  #done = 0;
  #running = 0;

  private constructor(options: QueueWorkerOptions, redis: Redis) {
    this.#options = options;
    this.#redis = redis;
    this.#plans = new PlanShelf(redis);
    const { ground, name, jobs, lease, address, onNotice } = options;
    this.#worker = new Worker(queueName(ground), (job) => this.#work(job), {
      connection: redis,
      prefix: PREFIX,
      name,
      concurrency: jobs,
      lockDuration: lease * 1000,
      stalledInterval: lease * 1000,
      maxStalledCount: MOST_LOST,
      autorun: false,
    });
    // A lease that ran out, a Redis that lost the job: its grader notices, and sees to it.
    this.#worker.on('error', () => undefined);
    redis.on('close', () => {
      if (!this.#isEnding) onNotice(`${address.shown} is gone; waiting for it`);
    });
    redis.on('ready', () => {
      onNotice(`${address.shown} is back`);
    });
  }

  /** @throws IpclabError `usage` when Redis cannot be reached */
  static async start(options: QueueWorkerOptions): Promise<QueueWorker> {
    const redis = await connect(options.address);
    const worker = new QueueWorker(options, redis);
    const { name, jobs, ground } = options;
    worker.#presence = await announce(
      redis,
      () => ({ kind: 'worker', name, ...ground, jobs, done: worker.#done }),
      () => worker.#askWhetherBroken(),
    );
    void worker.#worker.run().catch(() => undefined);
    return worker;
  }

  /** Settles with a sentence when a grader has found this to be a broken machine. */
  get broken(): Promise<string> {
    return this.#broken.promise;
  }

  /** Jobs that are under way. */
  get running(): number {
    return this.#running;
  }

  get isConnected(): boolean {
    return !this.#isEnding && this.#redis.status === 'ready';
  }

  /** Takes no more jobs, and settles when those that it has are done. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.close();
    this.#isEnding = true;
    await this.#presence?.[Symbol.asyncDispose]();
    this.#redis.disconnect();
    await this.#options.host[Symbol.asyncDispose]();
  }

  async #work({ id = '', data }: Job<QueuedJob>): Promise<void> {
    const begin = performance.now();
    const tell = (of: string, result: JobEnd['result']): void => {
      this.#options.onJob?.({ job: id, class: of, result, ms: Math.round(performance.now() - begin) });
    };
    this.#running++;
    try {
      const queued = checkQueued(data, this.#options.ground);
      const outcome = await this.#grade(queued);
      await sendResult(this.#redis, queued.class, { job: id, worker: this.#options.name, outcome });
      this.#done++;
      tell(queued.class, isResult(outcome) ? 'done' : 'error');
    } catch (error) {
      this.#options.onNotice(`refused a job: ${asIpclabError(error).message}`);
      tell('', 'refused');
      throw error;
    } finally {
      this.#running--;
    }
  }

  async #grade(queued: QueuedJob): Promise<string> {
    const lab = await this.#plans.get(queued.plan);
    if (!lab) throw new Error('its lab is not in the queue any more');
    const { timeout } = queued;
    const job = { ...workOf(queued), lab };
    return encodeOutcome(this.#options.host.grade(job, timeout === undefined ? {} : { timeout }));
  }

  async #askWhetherBroken(): Promise<void> {
    const sentence = await this.#redis.get(keys.broken(this.#options.name));
    if (sentence !== null) this.#broken.resolve(sentence);
  }
}
