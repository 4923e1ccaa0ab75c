// The fuzzer of the agent's decoder, compiled for this machine.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PACKAGE_ROOT } from '#node/paths.js';

const run = promisify(execFile);

const SANITIZERS = '-fsanitize=address,undefined';

/** Compiles images/agent/fuzz-frames.c, with the sanitizers where this machine's compiler has them; gives its path. */
export async function buildFuzzer(): Promise<string> {
  try {
    return await build('sanitized', [`CFLAGS=-O1 -g ${SANITIZERS} -fno-sanitize-recover=all`, `LDFLAGS=${SANITIZERS}`]);
  } catch {
    return await build('plain', []);
  }
}

async function build(kind: string, settings: readonly string[]): Promise<string> {
  const out = join(PACKAGE_ROOT, 'dist/native/fuzz-frames', kind);
  await mkdir(out, { recursive: true });
  const agent = join(PACKAGE_ROOT, 'images/agent');
  await run('make', ['-s', '-j2', '-C', agent, `OUT=${out}`, ...settings, 'fuzz-frames']);
  return join(out, 'fuzz-frames');
}
