import { signalNumber } from '#linux/signals.js';
import type { ExitStatus as JobStatus } from '#protocol/exec-spec.js';
import type { IpclabError } from '#util/error.js';

/**
 * Exit statuses of the command itself. 125 is what env(1), timeout(1) and docker use for their own failures: here those of the
 * machine, and of ipclab.
 */
export const ExitStatus = { FAILED: 1, USAGE: 2, INFRASTRUCTURE: 125 } as const;

const BY_SIGNAL = 128;

export function exitStatusOf({ code }: IpclabError): number {
  switch (code) {
    case 'usage':
    case 'image-missing':
    case 'image-corrupt':
      return ExitStatus.USAGE;
    case 'build-failed':
      return ExitStatus.FAILED;
    default:
      return ExitStatus.INFRASTRUCTURE;
  }
}

/** A job's end as a shell tells it: the status, or 128 + the number of the signal. */
export function exitStatusOfJob({ exit, signal }: JobStatus): number {
  return exit ?? BY_SIGNAL + (signalNumber(signal ?? '') ?? 0);
}
