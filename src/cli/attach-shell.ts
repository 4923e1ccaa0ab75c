// A shell of the guest on this process's own streams.
import type { Machine } from '#hosts/worker/machine.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { DEFAULT_ENVIRONMENT } from '#protocol/exec-spec.js';
import { hasCode } from '#util/error.js';
import { attach, LEFT_STATUS } from './attach.js';
import { exitStatusOfJob } from './exit-status.js';

export interface ShellPlace {
  readonly user: string;
  readonly home: string;
  /** Where it starts. */
  readonly directory: string;
  /** Default: none, the guest itself. */
  readonly container?: RemoteContainer | undefined;
}

/** @returns the exit status for this process, once the shell has ended or the person has left */
export async function attachShell(machine: Machine, { user, home, directory, container }: ShellPlace): Promise<number> {
  const environment = {
    ...DEFAULT_ENVIRONMENT,
    HOME: home,
    USER: user,
    LOGNAME: user,
    TERM: process.env['TERM'] ?? DEFAULT_ENVIRONMENT['TERM'] ?? '',
  };
  try {
    const status = await attach(machine, { argv: ['/bin/sh', '-l'], directory, user, environment }, container);
    return exitStatusOfJob(status);
  } catch (error) {
    if (!hasCode(error, 'aborted')) throw error;
    process.stderr.write(`\r\n${error.message}\n`);
    return LEFT_STATUS;
  }
}
