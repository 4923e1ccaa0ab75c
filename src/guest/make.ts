// A project that says itself how it is built: make(1) in the guest.
import { concat, decodeText, encodeText } from '#util/bytes.js';
import { hasCode } from '#util/error.js';
import type { Compiler } from './compile.js';
import type { ExecTarget } from './container.js';
import { runJob, type JobResult } from './run-job.js';

/** Names of a makefile, in the order in which make(1) looks for them. */
export const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile'];

/** How a project has make called. */
export interface MadeBy {
  /** The one with the makefile; default: the project's own. */
  readonly folder?: string | undefined;
  /** Default: the makefile's first one. */
  readonly target?: string | undefined;
  /** The program that make leaves there. */
  readonly file?: string | undefined;
}

export interface MakeSpec {
  /** Number of the container to make it in; see {@link ExecSpec.container}. */
  readonly container?: number | undefined;
  readonly compiler: Compiler;
  /** Folder of the guest where the person stands. */
  readonly directory: string;
  /** The one with the makefile, from there. */
  readonly folder: string;
  /** Default: the makefile's first one. */
  readonly target?: string | undefined;
}

export interface MakeResult extends JobResult {
  /** Executable files that are there afterwards, from where the person stands. */
  readonly programs: readonly string[];
}

/** What make and its compilers say are the streams of the result. */
export async function make(target: ExecTarget, spec: MakeSpec): Promise<MakeResult> {
  const { container, compiler, directory, folder } = spec;
  const words = spec.target === undefined ? [] : ['--', spec.target];
  const common = { container, directory, limits: compiler.limits };
  const result = await runJob(target, {
    ...common,
    argv: ['make', '-C', folder, '--no-print-directory', ...words],
  }).catch((error: unknown) => {
    if (hasCode(error, 'guest-refused') && error.data['errno'] === 'ENOENT') return undefined;
    throw error;
  });
  if (!result) return { ...(await withoutMake(target, spec)), programs: [] };
  if (result.status.exit !== 0) return { ...result, programs: [] };
  const found = await runJob(target, {
    ...common,
    argv: ['find', folder, '-type', 'f', '-perm', '-100', '!', '-name', '*.so*', '-print0'],
  });
  const programs = decodeText(found.stdout)
    .split('\0')
    .filter((name) => name !== '');
  return { ...result, programs: programs.map((name) => name.replace(/^\.\//, '')).sort() };
}

/** As a shell tells a command that is not there, with the way out. */
async function withoutMake(target: ExecTarget, { container, compiler }: MakeSpec): Promise<JobResult> {
  const result = await runJob(target, { container, argv: ['sh', '-c', 'exit 127'] });
  const { lacks } = compiler;
  const cure = lacks ? `; take one that has it: --image ${lacks.instead}` : '';
  return { ...result, stderr: concat([result.stderr, encodeText(`make: this image has no make${cure}\n`)]) };
}
