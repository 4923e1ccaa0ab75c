import type { ExitStatus } from './exec-spec.js';

/** Of a program that ended with status 0 and did nothing. */
export const CLEAN_EXIT: ExitStatus = {
  exit: 0,
  signal: null,
  core: false,
  limit: null,
  reached: [],
  wall: 0,
  usage: { user: 0, system: 0, maxrss: 0, minflt: 0, majflt: 0, nvcsw: 0, nivcsw: 0 },
  written: { stdout: 0, stderr: 0 },
  cut: { stdout: null, stderr: null },
  killed: 0,
  evidence: null,
};
