// Runs a tool of the building machine.
import { spawn } from 'node:child_process';
import { IpclabError } from '#util/error.js';

export interface CommandOptions {
  /** What it does, for the message; default: the whole command. */
  readonly what?: string | undefined;
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

const KEPT_LINES = 20;

/**
 * @returns what the command wrote to standard output
 * @throws IpclabError `build-failed` with the last lines of all its output when it does not return 0
 */
export async function command(argv: readonly [string, ...string[]], options: CommandOptions = {}): Promise<string> {
  const [program, ...args] = argv;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
  });
  const out: string[] = [];
  const all: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out.push(text);
    all.push(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => all.push(text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw new IpclabError('aborted', `${program} was cancelled`);
    throw new IpclabError('build-failed', `cannot run ${program}: ${(error as Error).message}`);
  });
  if (code === 0) return out.join('');
  const tail = all.join('').trimEnd().split('\n').slice(-KEPT_LINES).join('\n');
  throw new IpclabError('build-failed', `${options.what ?? argv.join(' ')} failed with status ${code}:\n${tail}`);
}
