// A run as evidence: everything it depended on, and what came of it.
import * as z from 'zod';
import { IpclabError } from '../util/error.js';

const base64 = z.base64();

const stream = z.strictObject({
  /** Bytes in all. */
  size: z.int().min(0),
  sha256: z.string(),
  /** The first {@link KEPT} of them. */
  head: base64,
});

const jobRecord = z.strictObject({ status: z.unknown(), stdout: stream, stderr: stream });

export const runRecord = z.strictObject({
  format: z.literal(1),
  image: z.strictObject({ name: z.string(), inputs: z.string(), state: z.string() }),
  clock: z.strictObject({ seed: z.int().min(0), start: z.int() }),
  request: z.strictObject({
    /** Files by their name in the guest. */
    files: z.record(z.string(), base64),
    sources: z.array(z.string()).min(1),
    arguments: z.array(z.string()),
    input: base64,
    /** Guest time that the program may take, ms. */
    wallLimit: z.int().min(1),
  }),
  outcome: z.strictObject({
    instructions: z.int(),
    /** Guest time, ms. */
    elapsed: z.number(),
    /** Each frame that was given to the guest: instructions executed by then, bytes, checksum. */
    sent: z.array(z.tuple([z.int(), z.int(), z.int()])),
    received: z.strictObject({ size: z.int(), checksum: z.int() }),
    compile: jobRecord,
    run: jobRecord.nullable(),
  }),
});

export type RunRecord = z.output<typeof runRecord>;
export type RunRequest = RunRecord['request'];
export type RunOutcome = RunRecord['outcome'];
export type StreamRecord = z.output<typeof stream>;

/** Bytes of a stream that a record holds, so that a difference can be shown. */
export const KEPT = 64 * 1024;

/** @throws IpclabError `usage` that names the file and the field */
export function parseRecord(text: string, where: string): RunRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new IpclabError('usage', `${where}: is not JSON; give a file that ipclab run --record wrote`);
  }
  const parsed = runRecord.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new IpclabError(
    'usage',
    `${where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}; give a file that ipclab run --record wrote`,
  );
}
