// A job as it lies in the queue.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { GradeJob } from '#lab/job.js';
import { decodeWork, encodeWork } from '#lab/wire.js';
import { omit } from '#util/omit.js';
import { checkAs } from '#util/parse-as.js';
import type { Ground } from './names.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal');

const queuedJob = z.strictObject({
  code: sha256,
  image: sha256,
  /** Digest of the lab, ready to judge with: {@link PlanShelf}. */
  plan: sha256,
  /** The rest of the job as text. */
  work: z.string(),
  /** ms of the worker's clock. */
  timeout: z.number().positive().optional(),
  /** Whose job it is: {@link className}. */
  class: z.string(),
});

export type QueuedJob = z.output<typeof queuedJob>;

export function toQueued(
  job: GradeJob,
  { code, image }: Ground,
  more: Pick<QueuedJob, 'plan' | 'timeout' | 'class'>,
): QueuedJob {
  return { code, image: image.digest, work: encodeWork(omit(job, 'lab')), ...more };
}

/**
 * @param data of a job, from whoever put it there
 * @throws IpclabError `usage` that says why this worker does not take it
 */
export function checkQueued(data: unknown, { code, image }: Ground): QueuedJob {
  const job = checkAs(queuedJob, data, { where: 'a job of the queue', cure: 'grade with the same version of ipclab' });
  const origin = { where: 'a job of the queue', cure: 'start a worker beside this one that has the same' };
  checkAs(z.literal(code, { error: 'was made by another version of ipclab' }), job.code, origin);
  checkAs(z.literal(image.digest, { error: `is for another image than ${image.name}` }), job.image, origin);
  return job;
}

export function workOf({ work }: QueuedJob): Omit<GradeJob, 'lab'> {
  return decodeWork(work);
}

/**
 * The same job of a class has the same name, so that it lies in the queue once, also when its grader has begun anew.
 *
 * @param attempt counts how often it was tried: a machine that was lost is no result
 */
export function nameOf(job: QueuedJob, attempt: number): string {
  const content = createHash('sha256')
    .update(JSON.stringify([job.plan, job.work, job.timeout]))
    .digest('hex');
  return `${job.class}-${content.slice(0, 32)}-${attempt}`;
}
