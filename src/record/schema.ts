// The format of a record. Apart from its types, so that a page that makes none needs no validator.
import * as z from 'zod';

const base64 = z.base64();

export const streamRecord = z.strictObject({
  /** Bytes in all. */
  size: z.int().min(0),
  sha256: z.string(),
  /** The first `KEPT` of them. */
  head: base64,
});

const jobRecord = z.strictObject({ status: z.unknown(), stdout: streamRecord, stderr: streamRecord });

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
