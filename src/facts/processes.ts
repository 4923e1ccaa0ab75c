// What may be asked about the processes of a run.
import type { Facts, Process } from './types.js';

/** A zombie has ended, and its parent has not waited for it. */
export function isZombie({ state }: Process): boolean {
  return state === 'Z';
}

/** Those that have not ended, as far as they are listed. */
export function aliveOf({ processes }: Facts): Process[] {
  return processes.filter((process) => !isZombie(process));
}

export function zombiesOf({ processes }: Facts): Process[] {
  return processes.filter(isZombie);
}

/** Processes that were too many to be listed. */
export function unlisted({ more }: Facts): number {
  return more['processes'] ?? 0;
}

/** Threads of a process that were too many to be listed. */
export function unlistedThreads({ threads, threadCount }: Process): number {
  return threadCount - threads.length;
}

/** Whether there are processes and nobody can go on: all of them were seen, and wait for something or have ended. */
export function allBlocked(facts: Facts): boolean {
  const alive = aliveOf(facts);
  const isBlocked = (process: Process): boolean =>
    unlistedThreads(process) === 0 && process.threads.every(({ state }) => state !== 'R' && state !== 'T');
  return alive.length > 0 && unlisted(facts) === 0 && !breaksOff(facts) && alive.every(isBlocked);
}

/** Whether what was seen breaks off: there was too much to be told. */
export function breaksOff({ more }: Facts): boolean {
  return (more['lines'] ?? 0) > 0;
}

/** Whether somebody is there who may go on. */
export function anyBusy(facts: Facts): boolean {
  return aliveOf(facts).length > 0 && !allBlocked(facts);
}
