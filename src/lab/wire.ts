// A job as text and its outcome as text, for whoever reaches a grader by text only: a page, another machine.
import { fromPlainError, toPlainError, type PlainError } from '#util/error.js';
import type { GradeJob, JobOutcome } from './job.js';

/** Bytes in JSON. No name of a lab's format begins so. */
const BYTES = '$base64';

export function encodeJob(job: GradeJob): string {
  return JSON.stringify(job, (_, part: unknown) => (part instanceof Uint8Array ? { [BYTES]: toBase64(part) } : part));
}

/** @param text of {@link encodeJob} */
export function decodeJob(text: string): GradeJob {
  return JSON.parse(text, (_, part: unknown) => {
    const bytes = isRecord(part) ? part[BYTES] : undefined;
    return typeof bytes === 'string' ? fromBase64(bytes) : part;
  }) as GradeJob;
}

/** What came of a job, or the error that it ended with, as text. */
export async function encodeOutcome(work: Promise<JobOutcome>): Promise<string> {
  return JSON.stringify(
    await work.then(
      (outcome) => ({ outcome }),
      (error: unknown) => ({ error: toPlainError(error) }),
    ),
  );
}

/**
 * @param text of {@link encodeOutcome}
 * @throws IpclabError when that is what it says
 */
export function decodeOutcome(text: string): JobOutcome {
  const { outcome, error } = JSON.parse(text) as { outcome?: JobOutcome; error?: PlainError };
  if (error) throw fromPlainError(error);
  if (!outcome) throw new TypeError('neither an outcome nor an error');
  return outcome;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In pieces: a call takes so many arguments only. */
const PIECE = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
