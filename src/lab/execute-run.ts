// One run of a lab with a student's programs: what happened, as far as its checks will ask.
import type { Expectation } from '#checks/expectation.js';
import type { ExploredRun, FileState, ObservedRun } from '#checks/observed.js';
import { tracedCalls, tracesOf, type Trace } from '#checks/trace.js';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import { readReport } from '#facts/sanitizer/read-report.js';
import type { Compiler } from '#guest/compile.js';
import type { Container } from '#guest/container.js';
import type { Written } from '#guest/fifo.js';
import { findsLeaks, openReports, withSanitizerRoom } from '#guest/sanitizers.js';
import { allBlocked } from '#facts/processes.js';
import { STUDENT_LIMITS, TRACE_SIZE } from '#protocol/limits.js';
import { fileState } from '#scenario/file-state.js';
import { nameOf } from '#scenario/party.js';
import { runParties } from '#scenario/run-parties.js';
import type { Actor } from '#scenario/schema.js';
import type { Files } from '#scenario/setting.js';
import { decodeText } from '#util/bytes.js';
import type { RunPlan } from './job.js';

/** Of a student's program. A student who computes for longer waits for something that does not come. */
const LIMITS = { ...STUDENT_LIMITS, cpu: 2000 };

/** Working directory of everybody: all may make files there, and nobody takes another's away. */
export const DIRECTORY = '/tmp';
/** Root's: counterparts. */
const LAB = '/run/lab';

export interface Execution extends ObservedRun {
  readonly run: RunPlan;
  readonly seed: number;
  /** What came of it under other schedules, for those who asked. */
  readonly explored?: ReadonlyMap<Expectation, ExploredRun>;
}

/** For its owner to execute: who could run it himself would have it load a library of his own, which reads it from inside. */
const EXECUTE_ONLY = 0o100;

/** Puts the instructor's programs where a student's can neither read, run nor replace them. */
export async function putCounterparts(container: Container, counterparts: Files): Promise<void> {
  for (const [name, program] of Object.entries(counterparts)) {
    await container.put({ path: `${LAB}/${name}`, owner: 'other', mode: EXECUTE_ONLY }, program);
  }
}

/** What a task has for its runs. */
export interface RunContext {
  /** Names of the student's programs. */
  readonly programs: ReadonlySet<string>;
  readonly counterparts: Files;
  readonly compiler: Compiler;
  /** The student's sources and what the lab gives with them. */
  readonly sources: Files;
  /** What in the sources would keep sanitizers from looking, a sentence each. */
  readonly evasions: readonly string[];
  /** The files that checks ask for. */
  readonly asked: readonly string[];
}

/** Executes a run where its files and programs lie ready. */
export async function executeRun(
  container: Container,
  run: RunPlan,
  seed: number,
  context: RunContext,
): Promise<Execution> {
  const { programs, counterparts, compiler, asked } = context;
  const isOwn = ({ command: [program = ''] }: Actor): boolean => programs.has(program);
  const commandOf = (actor: Actor): { argv: string[]; user: string } => {
    const [program = '', ...args] = actor.command;
    if (Object.hasOwn(counterparts, program)) return { argv: [`${LAB}/${program}`, ...args], user: 'other' };
    if (!isOwn(actor)) return { argv: [program, ...args], user: actor.user };
    return { argv: [`./${program}`, ...args], user: 'student' };
  };
  const reports = run.sanitize.length > 0 ? await openReports(container) : null;
  const limits = reports ? withSanitizerRoom(LIMITS, compiler) : LIMITS;
  if (run.trace) await container.record({ size: TRACE_SIZE, calls: tracedCalls(run.trace) });
  else if (run.records) await container.record();
  const { parties, looks } = await runParties({ container, directory: DIRECTORY, commandOf, limits }, run, run.files);
  const recording = run.trace || run.records ? await container.takeRecording() : undefined;
  const started = parties.filter(({ status }) => status).map(({ name }) => name);
  const own = run.parties.filter((actor) => isOwn(actor) && started.includes(nameOf(actor)));
  const looked = parties.filter(({ name }) => own.some((actor) => nameOf(actor) === name));
  const traces = run.trace && recording ? tracesOf(recording, looked) : new Map<string, Trace>();
  const sanitizer = reports && found(await reports.close(), run, context, own);
  const evidence = await container.evidence();
  const files = new Map<string, FileState>();
  for (const name of asked) files.set(name, await fileState(container, pathOf(name), LARGEST_FILE));
  return { run, seed, parties, looks, evidence, files, traces, recording: run.records && recording, sanitizer };
}

/** @param own the parties of the student's that were started */
function found(
  { bytes, cut }: Written,
  run: RunPlan,
  { sources, evasions }: RunContext,
  own: readonly Actor[],
): SanitizerReport {
  const sourceOf = (file: string): string | undefined => {
    const content = Object.hasOwn(sources, file) ? sources[file] : undefined;
    return content && decodeText(content);
  };
  const leaks = findsLeaks(run.sanitize);
  const report = readReport(bytes, { directory: DIRECTORY, sourceOf, leaks, cut });
  const told = new Set(report.programs.map(({ program }) => program));
  const silent = new Set(own.map(({ command: [program = ''] }) => program).filter((program) => !told.has(program)));
  return {
    ...report,
    evasions: [
      ...evasions,
      ...[...silent].map((program) => `${program} did not begin with the sanitizers in it`),
      ...report.evasions,
    ],
  };
}

/** Whether somebody used up a limit by work and not by waiting: under other seeds the same would cost as much again. */
export function isWasteful({ parties }: Execution): boolean {
  return parties.some(({ status }) => {
    if (!status?.limit) return false;
    return status.limit !== 'wall' || !status.evidence || !allBlocked(status.evidence);
  });
}

/** Bytes of a file that a check looks at. */
const LARGEST_FILE = 1024 * 1024;

function pathOf(name: string): string {
  return name.startsWith('/') ? name : `${DIRECTORY}/${name}`;
}
