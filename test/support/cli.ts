// The command line as a person's shell runs it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';

export interface Outcome {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Both as they came, as a terminal shows them. */
  readonly both: Buffer;
}

export const MAIN = join(PACKAGE_ROOT, 'dist/src/cli/main.js');

/** `ipclab run` with the quick compiler, for tests that are about something else than what one gets unasked. */
export const RUN = ['run', '--image', 'tcc'] as const;

/** Runs `ipclab ARGS`; `input` is its whole standard input. */
export function ipclab(args: readonly string[], options: { cwd?: string; input?: Uint8Array } = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: options.cwd, stdio: 'pipe' });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const both: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk) && both.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk) && both.push(chunk));
  // A command that ends before it has read everything is none of the test's business.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), both: Buffer.concat(both) });
    });
  });
}
