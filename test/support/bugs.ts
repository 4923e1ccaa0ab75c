// Small programs of ours, each with a bug that people write, and mended when MENDED is defined.
import { join } from 'node:path';
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
}

const bug = (name: string, over: string, failure: FailureKind = 'assertion', bound = 1): Bug => ({
  name,
  over,
  bound,
  failure,
});

export const BUG_COLLECTION: readonly Bug[] = [bug('alarm-lost', 'signals, timers', 'hang')];

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
