// The guest's C compiler.
import type { JobLimits } from '#protocol/exec-spec.js';
import { COMPILE_LIMITS } from '#protocol/limits.js';
import type { Place } from './container.js';
import type { JobResult } from './run-job.js';
import { runJob } from './run-job.js';

export interface CompileSpec {
  /** Number of the container to compile in; see {@link ExecSpec.container}. */
  readonly container?: number | undefined;
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

/** Compiles and links; the compiler's messages are the streams of the result. */
export function compile(place: Place, spec: CompileSpec): Promise<JobResult> {
  // A name that begins with a dash must not be taken for an option, nor one with @ for a list of them.
  const sources = spec.sources.map((name) => (/^[-@]/.test(name) ? `./${name}` : name));
  return runJob(place, {
    container: spec.container,
    argv: [...spec.compiler, ...(spec.flags ?? []), '-o', `./${spec.output}`, ...sources],
    directory: spec.directory,
    user: spec.user,
    limits: { ...COMPILE_LIMITS, ...spec.limits },
  });
}
