// Compiling what a student handed in.
import type { Compilation } from '#checks/observed.js';
import { compile, type Compiler } from '#guest/compile.js';
import type { Container } from '#guest/container.js';
import type { Recipe } from '#scenario/schema.js';
import type { Files } from '#scenario/setting.js';
import { decodeText, encodeText, type Bytes } from '#util/bytes.js';
import { hasCode } from '#util/error.js';
import type { TaskPlan } from './job.js';
import type { TaskResult } from './result.js';
import { recordEnd, recordStream } from './record-stream.js';
import { silencedWarnings } from './silenced-warnings.js';

export interface Compiled extends Compilation {
  readonly record: TaskResult['compiles'][number];
}

export interface BuildContext {
  readonly container: Container;
  readonly directory: string;
  readonly compiler: Compiler;
  /** The files that were handed in, without those that the lab gives. */
  readonly handedIn: Files;
}

/** Bytes of a program: what it initialises is in it. */
const LARGEST_PROGRAM = 2 * 1024 * 1024;

/** Compiles every program whose sources are there. The programs are left where they were made. */
export async function compileAll(
  context: BuildContext,
  programs: TaskPlan['programs'],
  missing: ReadonlyMap<string, string>,
  sanitize: readonly string[] = [],
): Promise<Compiled[]> {
  const all: Compiled[] = [];
  for (const [program, recipe] of Object.entries(programs))
    all.push(await compileOne(context, program, recipe, missing, sanitize));
  return all;
}

async function compileOne(
  { container, directory, compiler, handedIn }: BuildContext,
  program: string,
  recipe: Recipe,
  missing: ReadonlyMap<string, string>,
  sanitize: readonly string[],
): Promise<Compiled> {
  const { flags } = recipe;
  const sources = sourcesOf(program, recipe);
  const absent = [...new Set(sources.flatMap((source) => missing.get(source) ?? []))];
  if (absent.length > 0) {
    const failure = absent.join('; ');
    const record = { program, end: null, messages: recordStream(encodeText(failure)) };
    return { program, messages: failure, failure, record };
  }
  const { status, stdout, stderr } = await compile(container, {
    compiler,
    directory,
    sources,
    flags,
    sanitize,
    output: program,
    user: 'student',
  });
  const said = decodeText(stdout) + decodeText(stderr);
  const messages =
    said +
    silencedWarnings(handedIn)
      .map((line) => `${line}\n`)
      .join('');
  const record = { program, end: recordEnd(status), messages: recordStream(encodeText(messages)) };
  const failure = status.exit === 0 ? undefined : doesNotCompile(program);
  return { program, messages, failure, record };
}

/** Of a program that the compiler has seen and refused. */
export function doesNotCompile(program: string): string {
  return `${program} does not compile`;
}

export function sourcesOf(program: string, { sources = [`${program}.c`] }: Recipe): readonly string[] {
  return sources;
}

/** Brings what was compiled out of the container, for another one. */
export async function takePrograms(
  { container, directory }: BuildContext,
  compiled: readonly Compiled[],
): Promise<{ programs: Files; problems: ReadonlyMap<string, string> }> {
  const programs: Record<string, Bytes> = {};
  const problems = new Map<string, string>();
  for (const { program, failure } of compiled) {
    if (failure !== undefined) continue;
    try {
      programs[program] = await container.get(`${directory}/${program}`, LARGEST_PROGRAM);
    } catch (error) {
      if (!hasCode(error, 'guest-refused')) throw error;
      problems.set(program, `${program} cannot be taken from the compiler: ${error.message}`);
    }
  }
  return { programs, problems };
}
