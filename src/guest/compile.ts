// The guest's C compiler.
import type { Agent } from './agent.js';
import type { JobLimits } from './exec-spec.js';
import type { JobResult } from './run-job.js';
import { runJob } from './run-job.js';

export interface CompileSpec {
  /** The compiler's command and its first words, from the image's manifest. */
  readonly compiler: readonly string[];
  /** Folder of the guest that the names below are relative to. */
  readonly directory: string;
  readonly sources: readonly string[];
  /** Name of the program to make. */
  readonly output: string;
  /** Who compiles; see {@link ExecSpec.user}. */
  readonly user?: string | undefined;
  readonly flags?: readonly string[] | undefined;
  readonly limits?: JobLimits | undefined;
}

/** Far above what an honest program needs, and small enough for the guest to survive. */
const COMPILE_LIMITS: JobLimits = {
  cpu: 60_000,
  wall: 60_000,
  output: 256 * 1024,
  memory: 64 * 1024 * 1024,
  file: 32 * 1024 * 1024,
};

/** Compiles and links; the compiler's messages are the streams of the result. */
export function compile(agent: Agent, spec: CompileSpec): Promise<JobResult> {
  // A name that begins with a dash must not be taken for an option.
  const sources = spec.sources.map((name) => (name.startsWith('-') ? `./${name}` : name));
  return runJob(agent, {
    argv: [...spec.compiler, ...(spec.flags ?? []), '-o', `./${spec.output}`, ...sources],
    directory: spec.directory,
    user: spec.user,
    limits: { ...COMPILE_LIMITS, ...spec.limits },
  });
}
