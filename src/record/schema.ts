// The format of a record. Apart from its types, so that a page that makes none needs no validator.
import * as z from 'zod';
import { factsSchema } from '#facts/schema.js';
import { RECORD_FORMAT } from './record.js';

const base64 = z.base64();
const amount = z.int().min(0);

export const streamRecord = z.strictObject({
  /** Bytes in all. */
  size: z.int().min(0),
  sha256: z.string(),
  /** The first `KEPT` of them. */
  head: base64,
});

const cut = z.strictObject({ at: z.number(), missing: z.number() }).nullable();

/** How it ended, as the agent told it; see `ExitStatus` in `src/protocol`. */
const status = z.strictObject({
  exit: z.int().nullable(),
  signal: z.string().nullable(),
  core: z.boolean(),
  limit: z.string().nullable(),
  reached: z.array(z.string()).readonly(),
  wall: z.number(),
  usage: z.strictObject({
    user: z.number(),
    system: z.number(),
    maxrss: z.number(),
    minflt: z.number(),
    majflt: z.number(),
    nvcsw: z.number(),
    nivcsw: z.number(),
  }),
  written: z.strictObject({ stdout: z.number(), stderr: z.number() }),
  cut: z.strictObject({ stdout: cut, stderr: cut }),
  killed: z.int(),
  /** Bounded. */
  evidence: factsSchema.nullable(),
});

const jobRecord = z.strictObject({ status, stdout: streamRecord, stderr: streamRecord });

/** See `Preemption` in `src/machine`. */
const preemption = z.strictObject({
  at: amount,
  leap: amount.optional(),
  fault: z.enum(['EINTR', 'EAGAIN', 'ENOMEM', 'short', 'kill']).optional(),
  bytes: amount.optional(),
});

export const runRecord = z.strictObject({
  format: z.literal(RECORD_FORMAT),
  image: z.strictObject({ name: z.string(), inputs: z.string(), digest: z.string() }),
  clock: z.strictObject({ seed: z.int().min(0), start: z.int() }),
  /** The guest's recorder was on, which executes instructions of its own. */
  recorded: z.literal(true).optional(),
  request: z.strictObject({
    /** Files by their name in the guest. */
    files: z.record(z.string(), base64),
    /** C files, from the folder where it is compiled and run. */
    sources: z.array(z.string()).min(1),
    /** Sources of programs that these execute, from there, too. */
    companions: z.array(z.string()).optional(),
    /** Built by make instead: the folder with the makefile, from where the person stands. */
    make: z.strictObject({ folder: z.string(), target: z.string().optional() }).optional(),
    /** That folder, below the one with the files; where there is none it is that one. */
    directory: z.string().optional(),
    /** Words for the compiler, before the sources. */
    flags: z.array(z.string()).optional(),
    /** Sanitizers that its programs get. */
    sanitize: z.array(z.string()).min(1).optional(),
    arguments: z.array(z.string()),
    input: base64,
    /** Guest time that the program may take, ms. */
    wallLimit: z.int().min(1),
    /** Where the processor is taken from whoever runs; see `Schedule` in `src/machine`. */
    schedule: z.strictObject({ from: amount, preemptions: z.array(preemption).readonly() }).optional(),
    /** Limits that are not those of every program; see `JobLimits` in `src/protocol`. */
    limits: z
      .strictObject({
        cpu: amount.optional(),
        memory: amount.optional(),
        processes: amount.optional(),
        openFiles: amount.optional(),
        file: amount.optional(),
        output: amount.optional(),
      })
      .optional(),
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
