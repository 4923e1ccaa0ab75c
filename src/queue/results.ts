// What workers found, on its way to the grader of the class. Every result comes there, also the second of a job.
import type { Redis } from 'ioredis';
import * as z from 'zod';
import { readAs } from '#util/parse-as.js';
import { keys } from './names.js';

const found = z.strictObject({
  /** Name of the job. */
  job: z.string(),
  /** Name of the worker. */
  worker: z.string(),
  /** The outcome, as `encodeOutcome` of the lab's wire gives it. */
  outcome: z.string(),
});

export type Found = z.output<typeof found>;

/** Seconds that a result waits for a grader who has ended: whoever goes on takes it up. */
const KEPT = 3600;

/** Results that are taken at a time. */
const MOST = 64;

export async function sendResult(redis: Redis, of: string, result: Found): Promise<void> {
  const key = keys.results(of);
  await redis.multi().rpush(key, JSON.stringify(result)).expire(key, KEPT).exec();
}

/**
 * @param redis a connection of its own where it may wait
 * @param wait seconds to wait for the first; 0: not at all
 */
export async function takeResults(redis: Redis, of: string, wait: number): Promise<Found[]> {
  const key = keys.results(of);
  const first = wait > 0 ? await redis.blpop(key, wait) : undefined;
  const rest = await redis.lpop(key, MOST);
  // What is none of ours is nobody's result; the job is still waited for.
  return [...(first ? [first[1]] : []), ...(rest ?? [])].flatMap((text) => {
    const reading = readAs(found, text);
    return 'value' in reading ? [reading.value] : [];
  });
}
