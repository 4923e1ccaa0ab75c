// Compiling what a student handed in.
import type { Compilation } from '#checks/observed.js';
import { compile, type Compiler } from '#guest/compile.js';
import type { Container } from '#guest/container.js';
import { make, type MadeBy, type MakeResult } from '#guest/make.js';
import type { JobResult } from '#guest/run-job.js';
import type { Files } from '#scenario/setting.js';
import { decodeText, encodeText, type Bytes } from '#util/bytes.js';
import { hasCode } from '#util/error.js';
import { escapeLine } from '#util/escape.js';
import type { TaskPlan } from './job.js';
import type { TaskResult } from './result.js';
import { recordEnd, recordStream } from './record-stream.js';
import { silencedWarnings } from './silenced-warnings.js';
import { neededFor, pathOf, sourcesOf, type TaskProgram } from './task-program.js';

export interface Compiled extends Compilation {
  /** Where the program is, from the working directory. */
  readonly path: string;
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

/** Names of programs that are told. */
const MOST_NAMES = 3;

/** Compiles every program whose sources are there. The programs are left where they were made. */
export async function compileAll(
  context: BuildContext,
  programs: TaskPlan['programs'],
  missing: ReadonlyMap<string, string>,
  sanitize: readonly string[] = [],
): Promise<Compiled[]> {
  const all: Compiled[] = [];
  const calls: MakeCalls = new Map();
  for (const [program, recipe] of Object.entries(programs)) {
    const absent = [...new Set(neededFor(program, recipe).flatMap((file) => missing.get(file) ?? []))];
    if (absent.length > 0) all.push(refused(program, recipe, absent.join('; ')));
    else if (recipe.make) all.push(await makeOne(context, program, recipe, recipe.make, missing, calls));
    else all.push(await compileOne(context, program, recipe, sanitize));
  }
  return all;
}

async function compileOne(
  context: BuildContext,
  program: string,
  recipe: TaskProgram,
  sanitize: readonly string[],
): Promise<Compiled> {
  const { container, directory, compiler } = context;
  const { flags } = recipe;
  const sources = sourcesOf(program, recipe);
  const spec = { compiler, directory, sources, flags, sanitize, output: program, user: 'student' };
  return compiledBy(await compile(container, spec), context, program, recipe);
}

/** What make was called for: programs of one makefile are made together. */
type MakeCalls = Map<string, MakeResult>;

/** As a student types it. The makefile is a program of the student's: what it leaves running must meet no run. */
async function makeOne(
  context: BuildContext,
  program: string,
  recipe: TaskProgram,
  { folder = '.', target }: MadeBy,
  missing: ReadonlyMap<string, string>,
  calls: MakeCalls,
): Promise<Compiled> {
  const { container, directory, compiler } = context;
  const call = JSON.stringify([folder, target]);
  const result = calls.get(call) ?? (await make(container, { compiler, directory, folder, target }));
  calls.set(call, result);
  const { status, programs } = result;
  if (status.exit !== 0) return compiledBy(result, context, program, recipe, [...missing.values()]);
  const wanted = pathOf(program, recipe);
  if (programs.includes(wanted)) return compiledBy(result, context, program, recipe);
  const found = programs.length > MOST_NAMES ? [...programs.slice(0, MOST_NAMES), 'others'] : programs;
  return refused(program, recipe, `make made ${escapeLine(found.join(', ')) || 'no program'}, and not ${wanted}`);
}

function compiledBy(
  { status, stdout, stderr }: JobResult,
  { handedIn }: BuildContext,
  program: string,
  recipe: TaskProgram,
  notes: readonly string[] = [],
): Compiled {
  const said = decodeText(stdout) + decodeText(stderr);
  const messages = said + [...silencedWarnings(handedIn), ...notes].map((line) => `${line}\n`).join('');
  const record = { program, end: recordEnd(status), messages: recordStream(encodeText(messages)) };
  const failure = status.exit === 0 ? undefined : doesNotCompile(program);
  return { program, path: pathOf(program, recipe), messages, failure, record };
}

/** No compiler was asked, or none made it. */
function refused(program: string, recipe: TaskProgram, failure: string): Compiled {
  const record = { program, end: null, messages: recordStream(encodeText(failure)) };
  return { program, path: pathOf(program, recipe), messages: failure, failure, record };
}

/** Of a program that the compiler has seen and refused. */
export function doesNotCompile(program: string): string {
  return `${program} does not compile`;
}

/** Brings what was compiled out of the container, for another one. */
export async function takePrograms(
  { container, directory }: BuildContext,
  compiled: readonly Compiled[],
): Promise<{ programs: Files; problems: ReadonlyMap<string, string> }> {
  const programs: Record<string, Bytes> = {};
  const problems = new Map<string, string>();
  for (const { program, path, failure } of compiled) {
    if (failure !== undefined) continue;
    try {
      programs[program] = await container.get(`${directory}/${path}`, LARGEST_PROGRAM);
    } catch (error) {
      if (!hasCode(error, 'guest-refused')) throw error;
      problems.set(program, `${program} cannot be taken from the compiler: ${error.message}`);
    }
  }
  return { programs, problems };
}
