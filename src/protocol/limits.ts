// The limits of what a student's program gets unless a lab says otherwise. All are data, and each that was met is named
// in the result (`ExitStatus.reached`) as far as the kernel tells: a program that runs out of descriptors learns it from
// its own calls, and so does one whose files are too large if it ignores SIGXFSZ.
import type { ContainerLimits } from './container-spec.js';
import type { JobLimits } from './exec-spec.js';

const KIB = 1024;
const MIB = 1024 * KIB;

/** One run of a student's program, watched by nobody. */
export const STUDENT_LIMITS: JobLimits = {
  /** An exercise of this subject waits; one that computes fits in, and a loop without an end is told within half a minute. */
  cpu: 30_000,
  /** Longer than any wait of the lecture; with the virtual clock waiting is free. */
  wall: 60_000,
  /** Enough to see what an endless loop prints, from both ends. */
  output: 1 * MIB,
  /** Below the size of the container's file systems, so that one file does not fill them. */
  file: 8 * MIB,
  memory: 48 * MIB,
  /** A hundred threads are an everyday exercise. */
  processes: 128,
  /** As all below, a soft limit: a program may raise it, see docs/protocol.md. */
  openFiles: 256,
  /** No core images unless an example is about them. */
  core: 0,
  /** Linux's own default; deep recursion ends by SIGSEGV. */
  stack: 8 * MIB,
};

/**
 * How long processes may go on after the program that made them has ended, ms of the guest: longer than an exercise on orphans
 * or daemons sleeps, and short enough that a server somebody forgot does not use up the time of the run. The agent lets them
 * compute for a second of it.
 */
export const LINGER = 10_000;

/** The same for a party of an example or a lab that does not say how long: what is there then counts as left behind. */
export const PARTY_LINGER = 1000;

/** What remains of them while a person looks on and can end the program: no limit of time or of output. */
export const ATTENDED_LIMITS: JobLimits = { ...STUDENT_LIMITS, cpu: undefined, wall: undefined, output: undefined };

/** The container of a run. The guest has 128 MiB, of which about 100 are free. */
export const CONTAINER_LIMITS: ContainerLimits = {
  memory: 64 * MIB,
  processes: 256,
  bytes: 16 * MIB,
  inodes: 4096,
};

/** What the last events of a recorded container may take in the guest, bytes: some 30,000 system calls. */
export const RECORDING_SIZE = 4 * MIB;

/** The same where system calls are counted: some 50,000 of those that checks name. */
export const TRACE_SIZE = 8 * MIB;

/** The most that the recorder takes. */
export const RECORDING_MOST = 32 * MIB;

/** A compiler whose image does not say otherwise: enough for a small one, in a guest of 128 MiB. */
export const COMPILE_LIMITS: JobLimits = {
  cpu: 20_000,
  wall: 20_000,
  output: 256 * KIB,
  file: 16 * MIB,
  memory: 64 * MIB,
  processes: 16,
  openFiles: 256,
  core: 0,
};
