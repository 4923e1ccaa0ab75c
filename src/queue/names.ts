// What everything is called in Redis.
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';

/** Of all keys, those of BullMQ too. */
export const PREFIX = 'ipclab';

/** What a job wants of a worker, and what a worker has. */
export interface Ground {
  /** See {@link codeDigest}. */
  readonly code: string;
  /** Of the image. */
  readonly image: { readonly name: string; readonly digest: string };
}

/** Workers take from one queue: that of their own code and image, so that no job comes to a worker that has to refuse it. */
export function queueName({ code, image }: Ground): string {
  return `grade-${short(JSON.stringify([code, image.digest]))}`;
}

/** @param folder of results, which one grader at a time may use: who goes on there has the same name, and finds its jobs */
export function className(folder: string): string {
  return short(JSON.stringify([hostname(), resolve(folder)]));
}

export const keys = {
  /** A list of what workers found for a class. */
  results: (of: string): string => `${PREFIX}:results:${of}`,
  /** A hash of parts. */
  plan: (digest: string): string => `${PREFIX}:plan:${digest}`,
  /** A hash of parts. */
  image: (digest: string, part: string): string => `${PREFIX}:image:${digest}:${part}`,
  /** There when a worker lacks an image. */
  wanted: (digest: string): string => `${PREFIX}:wanted:${digest}`,
  /** There as long as who it is about is. */
  present: (kind: string, name: string): string => `${PREFIX}:${kind}:${name}`,
  /** There when a worker has been found to be a broken machine. */
  broken: (worker: string): string => `${PREFIX}:broken:${worker}`,
};

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
