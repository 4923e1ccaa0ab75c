// Why nothing came of a run: its programs are not there, or the guest is in no state to go on.
import { hasCode } from '#util/error.js';
import { doesNotCompile } from './compile-submission.js';
import type { Execution } from './execute-run.js';
import type { RunPlan, TaskPlan } from './job.js';
import { neededFor } from './task-program.js';

/** @returns what happened, or why nothing could: what a guest refuses that answers it refuses because of what the student's programs made of it */
export async function answered(work: () => Promise<Execution>): Promise<Execution | string> {
  try {
    return await work();
  } catch (error) {
    if (!hasCode(error, 'guest-refused')) throw error;
    return `it left the guest in no state to go on: ${error.message}`;
  }
}

/** Every source, and why it is not compiled. */
export function uncompilable({ programs }: TaskPlan): ReadonlyMap<string, string> {
  const sources = Object.entries(programs).flatMap(([name, program]) => neededFor(name, program));
  return new Map(
    sources.map((source) => [source, `the whole machine broke down while it was compiled, twice in the same way`]),
  );
}

/** Why a run cannot be executed: one of its programs is not there. */
export function failureOf(run: RunPlan, failures: ReadonlyMap<string, string>): string | undefined {
  const missing = programsOf(run).flatMap((program) => failures.get(program) ?? []);
  return missing.length > 0 ? [...new Set(missing)].join('; ') : undefined;
}

/** Programs of a run that the compiler refused. */
export function uncompiledOf(run: RunPlan, failures: ReadonlyMap<string, string>): string[] {
  return programsOf(run).filter((program) => failures.get(program) === doesNotCompile(program));
}

function programsOf({ parties }: RunPlan): string[] {
  return [...new Set(parties.flatMap(({ command: [program = ''] }) => program))];
}
