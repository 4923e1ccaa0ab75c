// Programs compiled by this machine's gcc, and run on its own Linux.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIDELITY, type Program } from './collection.js';
import type { Tried } from './verdict.js';

/**
 * Runs its argument as a login shell does, in a session of its own and a group of its own with the shell as the parent: whoever
 * started this may have left it behind, and then signals of a terminal stop nobody.
 */
const AS_A_SHELL = ['--wait', 'bash', '-c', 'set -m; "$0"; exit $?'];

const FLAGS = ['-std=gnu17', '-Wall', '-Wextra', '-pthread'];

interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** With an empty standard input. */
function execute(command: string, args: readonly string[], directory: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd: directory }, (error, stdout, stderr) => {
      resolve({ exit: error ? child.exitCode : 0, stdout, stderr });
    });
    child.stdin?.end();
  });
}

export async function tryNatively({ name }: Program): Promise<Tried> {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-fidelity-'));
  try {
    const program = join(folder, 'program');
    const compiled = await execute('gcc', [...FLAGS, join(FIDELITY, `${name}.c`), '-o', program, '-lm'], folder);
    if (compiled.exit !== 0) return { compiled: false, messages: compiled.stderr };
    // So that it begins in an empty folder, as in the guest.
    const work = await mkdtemp(join(folder, 'work-'));
    return { compiled: true, ...(await execute('setsid', [...AS_A_SHELL, program], work)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
