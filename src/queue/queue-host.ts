// Machines of other computers, behind a queue in Redis. The ledger beside the grader is the truth: whatever Redis or a worker
// forgets is put into the queue again, and whatever comes twice is compared.
import { setTimeout } from 'node:timers/promises';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { GradingHost } from '#classroom/hosts/host.js';
import type { PackedImage } from '#hosts/node/fetched-image.js';
import type { GradeJob, JobOutcome } from '#lab/job.js';
import { decodeOutcome, encodeOutcome } from '#lab/wire.js';
import { changesOnly } from '#util/changes.js';
import { within, type Limits } from '#util/deadline.js';
import { deferred, type Deferred } from '#util/deferred.js';
import { asIpclabError, IpclabError } from '#util/error.js';
import type { Address } from './address.js';
import { Audit, type Answer } from './audit.js';
import { connect } from './connect.js';
import { isWanted, offerImage } from './images.js';
import { nameOf, toQueued, type QueuedJob } from './job.js';
import { keys, PREFIX, queueName, type Ground } from './names.js';
import { packPlan, PlanShelf, type PackedPlan } from './plans.js';
import { announce, present } from './presence.js';
import { PRIORITIES, type Priority } from './priority.js';
import { sendResult, takeResults, type Found } from './results.js';

export interface QueueHostOptions {
  readonly address: Address;
  readonly ground: Ground;
  /** Whose jobs they are: `className`. */
  readonly class: string;
  /** What they are about, for who looks at the queue. */
  readonly what: string;
  readonly priority: Priority;
  /** Jobs that its user has under way at a time, for who looks at the queue. */
  readonly jobs: number;
  /** See `Audit`. */
  readonly every: number;
  /** Machines of this computer, to compare with; disposed of with this. */
  readonly here: GradingHost;
  /** The image of the ground, for workers that lack it. */
  readonly image: () => Promise<PackedImage>;
  /** What a person should know, a sentence each. */
  readonly onNotice: (sentence: string) => void;
  readonly onBroken: (sentence: string) => void;
}

interface Pending {
  readonly job: GradeJob;
  readonly queued: QueuedJob;
  readonly answer: Deferred<Answer>;
}

/** Jobs of all classes that may wait; whoever comes after them waits beside the queue. */
const MOST_WAITING = 2000;

/** Between two looks whether everything is still where it should be, ms; and seconds to wait for a result before. */
const LOOK = 1000;
const WAIT = 1;

export class QueueHost implements GradingHost {
  readonly #options: QueueHostOptions;
  readonly #redis: Redis;
  /** Waits for results. */
  readonly #blocking: Redis;
  readonly #queue: Queue<QueuedJob>;
  readonly #plans: PlanShelf;
  readonly #packed = new Map<GradeJob['lab'], PackedPlan>();
  readonly #audit: Audit;
  readonly #pending = new Map<string, Pending>();
  /** What was used for each job, in order to compare what comes after it. */
  readonly #used = new Map<string, { readonly job: GradeJob; readonly answer: Answer }>();
  /** Results of jobs that nobody has asked for yet: of a grader that ended before it could write them down. */
  readonly #early = new Map<string, Found>();
  readonly #attempts = new Map<string, number>();
  readonly #closed = new AbortController();
  #presence: AsyncDisposable | undefined;
  #collecting: Promise<void> = Promise.resolve();
  #here: Promise<unknown> = Promise.resolve();
  #offering: Promise<void> | undefined;
  readonly #notice: (sentence: string) => void;
  #done = 0;

  private constructor(options: QueueHostOptions, redis: Redis) {
    this.#options = options;
    this.#notice = changesOnly(options.onNotice);
    this.#redis = redis;
    this.#blocking = redis.duplicate();
    // Nobody listens to BullMQ's own events: a job's result comes in a list of its class.
    const streams = { events: { maxLen: 100 } };
    this.#queue = new Queue(queueName(options.ground), { connection: redis, prefix: PREFIX, streams });
    this.#plans = new PlanShelf(redis);
    this.#audit = new Audit({
      here: (job) => this.#gradeHere(job),
      every: options.every,
      onBroken: (worker, sentence) => {
        options.onBroken(sentence);
        void redis.set(keys.broken(worker), sentence, 'EX', 86_400).catch(() => undefined);
      },
    });
    // BullMQ and ioredis tell what their promises tell too, or what mends itself.
    this.#queue.on('error', () => undefined);
    this.#blocking.on('error', () => undefined);
    redis.on('close', () => {
      if (!this.#isClosed()) this.#notice(`${options.address.shown} is gone; waiting for it`);
    });
    redis.on('ready', () => {
      this.#notice(`${options.address.shown} is back`);
    });
  }

  /** @throws IpclabError `usage` when Redis cannot be reached */
  static async open(options: QueueHostOptions): Promise<QueueHost> {
    const redis = await connect(options.address);
    const host = new QueueHost(options, redis);
    await host.#begin();
    return host;
  }

  async grade(job: GradeJob, { timeout, signal }: Limits): Promise<JobOutcome> {
    const { ground, class: of } = this.#options;
    const plan = this.#pack(job.lab);
    const queued = toQueued(job, ground, {
      plan: plan.digest,
      class: of,
      ...(timeout === undefined ? {} : { timeout }),
    });
    const first = nameOf(queued, 0);
    const attempt = this.#attempts.get(first) ?? 0;
    this.#attempts.set(first, attempt + 1);
    const name = nameOf(queued, attempt);
    const pending: Pending = { job, queued, answer: deferred() };
    this.#pending.set(name, pending);
    const ended = AbortSignal.any([this.#closed.signal, ...(signal ? [signal] : [])]);
    try {
      const early = this.#early.get(name);
      if (early) this.#settle(early);
      // Where it cannot be put into the queue now, it is by the next look.
      else await this.#put(name, pending).catch(() => undefined);
      const answer = await within(pending.answer.promise, 'judging a submission', { signal: ended });
      const outcome = await within(this.#audit.accept(job, answer), 'judging a submission', { signal: ended });
      this.#done++;
      return decodeOutcome(outcome);
    } finally {
      if (this.#pending.delete(name)) await this.#withdraw(name);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort();
    this.#blocking.disconnect();
    await this.#collecting;
    await this.#presence?.[Symbol.asyncDispose]();
    await this.#queue.close().catch(() => undefined);
    this.#redis.disconnect();
    await this.#options.here[Symbol.asyncDispose]();
  }

  async #begin(): Promise<void> {
    const { ground, class: name, what, jobs } = this.#options;
    this.#presence = await announce(this.#redis, () => ({
      kind: 'class',
      name,
      ...ground,
      jobs,
      done: this.#done,
      what,
    }));
    // What a grader that has ended here did not write down any more.
    for (const found of await takeResults(this.#redis, name, 0)) this.#early.set(found.job, found);
    this.#collecting = this.#collect();
  }

  #pack(lab: GradeJob['lab']): PackedPlan {
    const known = this.#packed.get(lab);
    if (known) return known;
    const packed = packPlan(lab);
    this.#packed.set(lab, packed);
    return packed;
  }

  async #put(name: string, { job, queued }: Pending): Promise<void> {
    if ((await this.#queue.getJobCountByTypes('waiting', 'prioritized')) >= MOST_WAITING) {
      this.#notice(`${MOST_WAITING} jobs wait in the queue; what comes now waits beside it`);
      return;
    }
    await this.#plans.keep(this.#pack(job.lab));
    // One that lies there already stays as it is.
    await this.#queue.add('grade', queued, {
      jobId: name,
      priority: PRIORITIES[this.#options.priority],
      removeOnComplete: true,
      removeOnFail: { age: 3600 },
    });
  }

  async #collect(): Promise<void> {
    let looked = performance.now();
    // What was asked of a Redis that is away is not waited for in the end.
    const { signal } = this.#closed;
    while (!this.#isClosed()) {
      try {
        const results = takeResults(this.#blocking, this.#options.class, WAIT);
        for (const found of await within(results, 'waiting for results', { signal })) this.#settle(found);
        if (performance.now() - looked < LOOK) continue;
        looked = performance.now();
        await within(this.#look(), 'looking after jobs', { signal });
      } catch (error) {
        if (this.#isClosed()) return;
        // Redis comes back, or a person sees to it.
        this.#notice(`the queue cannot be used: ${asIpclabError(error).message}`);
        await setTimeout(LOOK);
      }
    }
  }

  #settle(found: Found): void {
    const { job: name, ...answer } = found;
    const used = this.#used.get(name);
    if (used) {
      this.#audit.compare(used.job, used.answer, answer).catch((error: unknown) => {
        this.#options.onBroken(asIpclabError(error).message);
      });
      return;
    }
    const pending = this.#pending.get(name);
    if (!pending) {
      this.#early.set(name, found);
      return;
    }
    this.#early.delete(name);
    this.#pending.delete(name);
    this.#used.set(name, { job: pending.job, answer });
    pending.answer.resolve(answer);
    // It may wait there a second time.
    void this.#withdraw(name);
  }

  /** Looks after each job that is waited for: one that Redis has lost is put there again. */
  async #look(): Promise<void> {
    if (this.#pending.size === 0) return;
    for (const packed of this.#packed.values()) await this.#plans.keep(packed);
    await Promise.all([...this.#pending].map(([name, pending]) => this.#lookAfter(name, pending)));
    await this.#missWorkers();
    const { digest } = this.#options.ground.image;
    if (await isWanted(this.#redis, digest)) this.#offering ??= this.#offer(digest);
  }

  /** Beside everything else: an image is large. */
  async #offer(digest: string): Promise<void> {
    try {
      await offerImage(this.#redis, digest, await this.#options.image());
    } catch (error) {
      if (!this.#isClosed())
        this.#notice(`a worker lacks the image, and cannot have it: ${asIpclabError(error).message}`);
    } finally {
      this.#offering = undefined;
    }
  }

  async #lookAfter(name: string, pending: Pending): Promise<void> {
    const state = await this.#queue.getJobState(name);
    if (state === 'failed') {
      const why = (await this.#queue.getJob(name))?.failedReason ?? 'it failed';
      await this.#withdraw(name);
      const text = await encodeOutcome(Promise.reject(new IpclabError('machine-lost', `the worker is lost: ${why}`)));
      await sendResult(this.#redis, this.#options.class, { job: name, worker: 'the queue', outcome: text });
    } else if (state === 'unknown') {
      // Its result comes into the list before it goes out of the queue.
      for (const found of await takeResults(this.#redis, this.#options.class, 0)) this.#settle(found);
      if (this.#pending.has(name)) await this.#put(name, pending);
    }
  }

  /** Says who is there instead, when nobody is there for this class. */
  async #missWorkers(): Promise<void> {
    const { ground } = this.#options;
    const workers = await present(this.#redis, 'worker');
    const fit = workers.some(({ code, image }) => code === ground.code && image.digest === ground.image.digest);
    if (fit) return;
    const others = workers.map(({ name, code, image }) =>
      code === ground.code ? `${name} has ${image.name} ${image.digest.slice(0, 12)}` : `${name} is of another version`,
    );
    const there = others.length === 0 ? '' : ` (${others.slice(0, 5).join(', ')})`;
    const wanted = `${ground.image.name} ${ground.image.digest.slice(0, 12)}`;
    const cure = `start one with: ipclab worker --image ${ground.image.name}`;
    this.#notice(`waiting: no worker of this version has the image ${wanted}${there}; ${cure}`);
  }

  async #withdraw(name: string): Promise<void> {
    // One that a worker has taken stays; nobody waits for a Redis that is away.
    if (this.#redis.status === 'ready') await this.#queue.remove(name).catch(() => undefined);
  }

  /** One after the other: this computer has other work. */
  async #gradeHere(job: GradeJob): Promise<string> {
    const answer = this.#here.then(() => encodeOutcome(this.#options.here.grade(job, { signal: this.#closed.signal })));
    this.#here = answer;
    return answer;
  }

  #isClosed(): boolean {
    return this.#closed.signal.aborted;
  }
}
