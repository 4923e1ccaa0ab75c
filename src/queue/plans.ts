// Labs, ready to judge with, by their digest: put into Redis once by a grader, fetched once by a worker, checked and kept.
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { LabPlan } from '#lab/job.js';
import { decodePlan, encodePlan } from '#lab/wire.js';
import { IpclabError } from '#util/error.js';
import { keys } from './names.js';
import { keepParts, takeParts } from './parts.js';

/** Bytes. */
const LARGEST = 512 * 1024 * 1024;

/** Seconds after which one is forgotten that no grader has asked to be kept. */
const KEPT = 3600;

/** Labs that a worker keeps in memory. */
const MOST = 8;

export class PlanShelf {
  readonly #redis: Redis;
  /** The last ones that were fetched; the newest is the last. */
  readonly #fetched = new Map<string, LabPlan>();

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Makes sure that a lab is there for the next hour. */
  async keep({ digest, text }: PackedPlan): Promise<void> {
    await keepParts(this.#redis, keys.plan(digest), text, KEPT);
  }

  /**
   * @returns undefined: it is not there, or not whole
   * @throws IpclabError `internal` when it is what its digest says, and no lab
   */
  async get(digest: string): Promise<LabPlan | undefined> {
    const known = this.#fetched.get(digest) ?? (await this.#fetch(digest));
    if (!known) return undefined;
    this.#fetched.delete(digest);
    this.#fetched.set(digest, known);
    for (const oldest of this.#fetched.keys()) {
      if (this.#fetched.size <= MOST) break;
      this.#fetched.delete(oldest);
    }
    return known;
  }

  async #fetch(digest: string): Promise<LabPlan | undefined> {
    const text = await takeParts(this.#redis, keys.plan(digest), LARGEST);
    return text && digestOf(text) === digest ? decodePlan(text.toString()) : undefined;
  }
}

export interface PackedPlan {
  readonly digest: string;
  readonly text: Buffer;
}

/** @throws IpclabError `usage` for a lab that is too large for a queue */
export function packPlan(plan: LabPlan): PackedPlan {
  const text = Buffer.from(encodePlan(plan));
  if (text.length > LARGEST)
    throw new IpclabError('usage', `the lab has ${text.length} bytes; at most ${LARGEST} go through a queue`);
  return { digest: digestOf(text), text };
}

function digestOf(text: Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}
