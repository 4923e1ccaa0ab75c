// A worker as its keeper sees it: it works for every class of its version, on the image of each, and fetches those that it lacks.
import { setTimeout } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { GradingHost } from '#classroom/hosts/host.js';
import { findImage, type Image, type ImageIdentity } from '#hosts/node/image.js';
import { changesOnly } from '#util/changes.js';
import { within } from '#util/deadline.js';
import { deferred } from '#util/deferred.js';
import { asIpclabError, hasCode, IpclabError } from '#util/error.js';
import { Slots } from '#work/slots.js';
import { connect } from './connect.js';
import { fetchImage } from './images.js';
import { present } from './presence.js';
import { QueueWorker, type QueueWorkerOptions } from './worker.js';

export interface CrewOptions extends Omit<QueueWorkerOptions, 'ground' | 'host'> {
  /** Of its version: see `codeDigest`. */
  readonly code: string;
  /** Images that it works with from the beginning on. */
  readonly images: readonly Image[];
  /** Whether it works for classes with another image, too. */
  readonly wants: (image: ImageIdentity) => boolean;
  readonly hostOf: (image: Image) => GradingHost;
}

/** Between two looks for classes whose image is another, ms. */
const LOOK = 2000;

export class Crew implements AsyncDisposable {
  readonly #options: CrewOptions;
  readonly #redis: Redis;
  /** By the digest of their image. */
  readonly #workers = new Map<string, QueueWorker>();
  /** Digests of images that came, and were none or could not be kept. */
  readonly #refused = new Set<string>();
  /** Submissions at a time, over all images. */
  readonly #slots: Slots;
  readonly #broken = deferred<string>();
  readonly #closed = new AbortController();
  /** What several of its workers say at once is said once. */
  readonly #notice: (sentence: string) => void;
  #looking: Promise<void> = Promise.resolve();

  private constructor(options: CrewOptions, redis: Redis) {
    this.#options = options;
    this.#redis = redis;
    this.#slots = new Slots(options.jobs, Infinity);
    this.#notice = changesOnly(options.onNotice);
  }

  /** @throws IpclabError `usage` when Redis cannot be reached */
  static async start(options: CrewOptions): Promise<Crew> {
    const crew = new Crew(options, await connect(options.address));
    try {
      for (const image of options.images) await crew.#add(image);
    } catch (error) {
      await crew[Symbol.asyncDispose]();
      throw error;
    }
    crew.#looking = crew.#look();
    return crew;
  }

  /** Settles with a sentence when a grader has found this to be a broken machine. */
  get broken(): Promise<string> {
    return this.#broken.promise;
  }

  /** Jobs that are under way. */
  get running(): number {
    return [...this.#workers.values()].reduce((sum, { running }) => sum + running, 0);
  }

  get isConnected(): boolean {
    return !this.#isClosed() && this.#redis.status === 'ready';
  }

  /** Takes no more jobs, and settles when those that it has are done. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort();
    await this.#looking;
    await Promise.all([...this.#workers.values()].map((worker) => worker[Symbol.asyncDispose]()));
    this.#redis.disconnect();
  }

  async #look(): Promise<void> {
    const { signal } = this.#closed;
    while (!this.#isClosed()) {
      try {
        // What was asked of a Redis that is away is not waited for in the end.
        if (this.#redis.status === 'ready') await within(this.#lookOnce(), 'looking for classes', { signal });
      } catch (error) {
        if (!this.#isClosed()) this.#notice(`cannot look for classes: ${asIpclabError(error).message}`);
      }
      await setTimeout(LOOK, undefined, { signal }).catch(() => undefined);
    }
  }

  async #lookOnce(): Promise<void> {
    for (const { code, image } of await present(this.#redis, 'class'))
      if (code === this.#options.code && !this.#workers.has(image.digest) && !this.#refused.has(image.digest))
        await this.#workFor(image);
  }

  async #workFor(wanted: ImageIdentity): Promise<void> {
    if (!this.#options.wants(wanted)) return;
    const called = `${wanted.name} ${wanted.digest.slice(0, 12)}`;
    try {
      const image = (await here(wanted)) ?? (await this.#fetch(wanted, called));
      if (image) await this.#add(image);
    } catch (error) {
      // Neither mends itself: to fetch it again and again would keep Redis busy.
      if (!hasCode(error, 'image-corrupt', 'usage')) throw error;
      this.#refused.add(wanted.digest);
      this.#notice(`does not work with the image ${called}: ${error.message}`);
    }
  }

  async #fetch(wanted: ImageIdentity, called: string): Promise<Image | undefined> {
    this.#notice(`fetches the image ${called}`);
    const image = await fetchImage(this.#redis, wanted, this.#closed.signal);
    if (image) this.#notice(`has the image ${called}, and keeps it in ${image.folder}`);
    return image;
  }

  async #add(image: Image): Promise<void> {
    const { code, name, hostOf } = this.#options;
    const { name: imageName, digest } = image.manifest;
    const worker = await QueueWorker.start({
      ...this.#options,
      ground: { code, image: { name: imageName, digest } },
      name: this.#workers.size === 0 ? name : `${name}-${digest.slice(0, 8)}`,
      host: new SharingHost(hostOf(image), this.#slots),
      onNotice: this.#notice,
    });
    // It was told to end meanwhile.
    if (this.#isClosed()) {
      await worker[Symbol.asyncDispose]();
      return;
    }
    this.#workers.set(digest, worker);
    void worker.broken.then((sentence) => {
      this.#broken.resolve(sentence);
    });
    this.#notice(`worker ${name} takes jobs for the image ${imageName} from ${this.#options.address.shown}`);
  }

  #isClosed(): boolean {
    return this.#closed.signal.aborted;
  }
}

async function here(wanted: ImageIdentity): Promise<Image | undefined> {
  try {
    return await findImage(wanted);
  } catch (error) {
    if (hasCode(error, 'image-missing')) return undefined;
    throw error;
  }
}

/** Machines of one image among those of others: so many at a time, over all of them. */
class SharingHost implements GradingHost {
  readonly #host: GradingHost;
  readonly #slots: Slots;

  constructor(host: GradingHost, slots: Slots) {
    this.#host = host;
    this.#slots = slots;
  }

  async grade(...[job, limits]: Parameters<GradingHost['grade']>): ReturnType<GradingHost['grade']> {
    const outcome = await this.#slots.use(() => this.#host.grade(job, limits), limits.signal);
    if (!outcome) throw new IpclabError('internal', 'a queue without an end was full');
    return outcome;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#host[Symbol.asyncDispose]();
  }
}
