// Small programs of ours, each with a bug that people write, and mended when MENDED is defined.
import { join } from 'node:path';
import type { EnemyName } from '#explore/enemies.js';
import type { FailureKind } from '#explore/outcome.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import type { RunRequest } from '#record/record.js';

export const BUGS = join(PACKAGE_ROOT, 'test/bugs');

export interface Bug {
  /** Of its file. */
  readonly name: string;
  /** The kernel's things that it is about. */
  readonly over: string;
  /** Preemptions that are enough to see it. */
  readonly bound: number;
  readonly failure: FailureKind;
  /** What has to happen besides, in place of preemptions. */
  readonly enemy?: EnemyName;
}

const bug = (name: string, over: string, failure: FailureKind = 'assertion', bound = 1): Bug => ({
  name,
  over,
  bound,
  failure,
});

const against = (enemy: EnemyName, ...parameters: Parameters<typeof bug>): Bug => ({ ...bug(...parameters), enemy });

export const BUG_COLLECTION: readonly Bug[] = [
  bug('alarm-lost', 'signals, timers', 'hang'),
  bug('fifo-without-reader', 'FIFOs'),
  bug('file-counter', 'files'),
  bug('flag-before-data', 'shared memory'),
  against('ENOMEM', 'fork-unchecked', 'pipes, processes', 'hang'),
  against('full', 'full-is-lost', 'pipes'),
  bug('half-message', 'sockets'),
  bug('handler-changes-errno', 'signals'),
  bug('handler-counter', 'signals'),
  against('EINTR', 'interrupted-read', 'pipes, signals'),
  against('kill', 'killed-inside', 'System V semaphores', 'hang'),
  bug('lazy-twice', 'threads'),
  bug('listen-too-late', 'sockets'),
  bug('lock-around-wait', 'POSIX semaphores', 'hang'),
  bug('lock-file', 'files'),
  bug('locks-in-two-orders', 'threads', 'hang'),
  bug('log-without-append', 'files'),
  bug('notify-too-late', 'POSIX queues, signals', 'hang'),
  bug('one-wait-for-two', 'signals, processes', 'hang'),
  bug('pause-lost', 'signals', 'hang'),
  bug('philosophers', 'System V semaphores', 'hang', 2),
  bug('pipe-two-writes', 'pipes'),
  bug('queue-any-reply', 'System V queues', 'assertion', 2),
  bug('queue-removed-early', 'System V queues'),
  against('short', 'read-once', 'pipes'),
  bug('ready-too-early', 'signals'),
  bug('semaphore-set-late', 'System V semaphores'),
  bug('semaphores-in-two-orders', 'System V semaphores', 'hang'),
  bug('shared-counter', 'shared memory'),
  bug('shared-offset', 'files'),
  bug('sleep-as-order', 'shared memory, time'),
  against('time', 'slept-long-enough', 'shared memory, time'),
  bug('test-then-set', 'shared memory', 'assertion', 2),
  bug('thread-counter', 'threads'),
  bug('value-then-wait', 'POSIX semaphores', 'hang'),
  bug('wait-for-another', 'processes, threads'),
];

/** It is compiled and run as `ipclab explore` does. */
export async function requestOfBug(
  { name }: Pick<Bug, 'name'>,
  read: (path: string) => Promise<Buffer>,
  flags: readonly string[] = [],
): Promise<RunRequest> {
  const file = `${name}.c`;
  return {
    files: { [file]: (await read(join(BUGS, file))).toString('base64') },
    sources: [file],
    flags: ['-g', ...flags],
    arguments: [],
    input: '',
    wallLimit: 60_000,
    limits: { cpu: 1000 },
  };
}
