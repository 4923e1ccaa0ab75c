// A student's programs with sanitizers in them, and what in their sources would keep those from looking.
import { sanitizerWords } from '#guest/sanitizers.js';
import { runJob } from '#guest/run-job.js';
import { decodeText } from '#util/bytes.js';
import type { Recipe } from '#scenario/schema.js';
import type { Files } from '#scenario/setting.js';
import { compileAll, takePrograms, type BuildContext } from './compile-submission.js';
import type { TaskPlan } from './job.js';
import { sourcesOf, withoutMake } from './task-program.js';

export interface SanitizedBuild {
  readonly programs: Files;
  /** Why a program is not there, by its name. */
  readonly failures: ReadonlyMap<string, string>;
  /** A sentence each. */
  readonly evasions: readonly string[];
}

/** Attributes that take a function out, and the runtimes' own functions: no program of a course needs them. */
const SWITCHES = '_*no_(sanitize|address_safety)[A-Za-z_]*|__(asan|lsan|ubsan|sanitizer)_[A-Za-z_]*';

/** After the preprocessor, which joins names that are written in parts. */
const SCAN = 'pattern=$1; shift; "$@" 2>/dev/null | grep -owE "$pattern" | sort -u';

/** Names of a program that are told. */
const MOST_NAMES = 3;

/** Bytes of names that are looked at. */
const MOST_BYTES = 4096;

export async function buildSanitized(
  context: BuildContext,
  all: TaskPlan['programs'],
  missing: ReadonlyMap<string, string>,
  sanitize: readonly string[],
): Promise<SanitizedBuild> {
  // What a makefile has compilers do nobody knows.
  const programs = Object.fromEntries(Object.entries(all).map(([name, program]) => [name, withoutMake(program)]));
  const compiled = await compileAll(context, programs, missing, sanitize);
  const { programs: taken, problems } = await takePrograms(context, compiled);
  const failures = new Map(problems);
  const evasions: string[] = [];
  for (const { program, failure, messages } of compiled) {
    // What defines a function of the reporter's does not link.
    if (failure !== undefined) failures.set(program, `${failure} with sanitizers: ${firstError(messages)}`);
    const names = await switchesIn(context, program, programs[program] ?? { flags: [] }, sanitize);
    if (names.length > 0)
      evasions.push(`the source of ${program} names ${names.join(', ')}, which can keep the sanitizers from looking`);
  }
  return { programs: taken, failures, evasions };
}

async function switchesIn(
  { container, directory, compiler }: BuildContext,
  program: string,
  recipe: Recipe,
  sanitize: readonly string[],
): Promise<string[]> {
  const flags = [...sanitizerWords(compiler, sanitize).flags, ...recipe.flags.filter((flag) => !flag.startsWith('-l'))];
  const words = [...compiler.command, ...flags, '-E', ...sourcesOf(program, recipe)];
  const { stdout } = await runJob(container, {
    argv: ['sh', '-c', SCAN, 'scan', SWITCHES, ...words],
    directory,
    user: 'student',
    limits: { ...compiler.limits, output: MOST_BYTES },
  });
  return decodeText(stdout)
    .split('\n')
    .filter((name) => name !== '')
    .slice(0, MOST_NAMES);
}

function firstError(messages: string): string {
  const lines = messages.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /error|multiple definition/.test(line)) ?? lines[0] ?? 'the compiler did not say why';
}
