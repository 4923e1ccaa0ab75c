// One run of a lab with a student's programs: what happened, as far as its checks will ask.
import type { FileState, ObservedRun } from '#checks/observed.js';
import type { Trace } from '#checks/trace.js';
import type { Container } from '#guest/container.js';
import { allBlocked } from '#facts/processes.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import { fileState } from '#scenario/file-state.js';
import { nameOf } from '#scenario/party.js';
import { runParties } from '#scenario/run-parties.js';
import type { Actor } from '#scenario/schema.js';
import type { Files } from '#scenario/setting.js';
import type { RunPlan } from './job.js';
import { Collector, tracedCommand } from './tracer.js';

/** Of a student's program. A student who computes for longer waits for something that does not come. */
const LIMITS = { ...STUDENT_LIMITS, cpu: 2000 };

/** Working directory of everybody: all may make files there, and nobody takes another's away. */
export const DIRECTORY = '/tmp';
/** Root's: counterparts, and what traces. */
const LAB = '/run/lab';
const TRACER = `${LAB}/tracer`;

export interface Instructors {
  readonly counterparts: Files;
  readonly tracer: Uint8Array | null;
}

export interface Execution extends ObservedRun {
  readonly run: RunPlan;
  readonly seed: number;
}

/** Puts the instructor's programs where a student's can neither read nor replace them. */
export async function putInstructors(container: Container, { counterparts, tracer }: Instructors): Promise<void> {
  for (const [name, program] of Object.entries(counterparts)) {
    await container.put({ path: `${LAB}/${name}`, owner: 'root', mode: 0o711 }, program);
  }
  if (tracer) await container.put({ path: TRACER, owner: 'root', mode: 0o700 }, tracer);
}

/**
 * Executes a run where its files and programs lie ready.
 *
 * @param programs names of the student's
 * @param asked the files that checks ask for
 */
export async function executeRun(
  container: Container,
  run: RunPlan,
  seed: number,
  programs: ReadonlySet<string>,
  counterparts: Files,
  asked: readonly string[],
): Promise<Execution> {
  const isOwn = ({ command: [program = ''] }: Actor): boolean => programs.has(program);
  const collectors = new Map<string, Collector>();
  for (const actor of run.trace ? run.parties.filter(isOwn) : []) {
    const name = nameOf(actor);
    collectors.set(name, await Collector.open(container, TRACER, fifoOf(name), { ...LIMITS, wall: 2 * run.wallLimit }));
  }
  const commandOf = (actor: Actor): { argv: string[]; user: string } => {
    const [program = '', ...args] = actor.command;
    if (Object.hasOwn(counterparts, program)) return { argv: [`${LAB}/${program}`, ...args], user: 'other' };
    if (!isOwn(actor)) return { argv: [program, ...args], user: actor.user };
    const argv = [`./${program}`, ...args];
    if (!run.trace) return { argv, user: 'student' };
    return { argv: [...tracedCommand(TRACER, fifoOf(nameOf(actor)), run.trace), ...argv], user: 'root' };
  };
  const { parties, looks } = await runParties(
    { container, directory: DIRECTORY, commandOf, limits: LIMITS },
    run,
    run.files,
  );
  const traces = new Map<string, Trace>();
  for (const { name, status } of parties) {
    const trace = await collectors.get(name)?.trace(status?.limit !== null);
    if (trace) traces.set(name, trace);
  }
  const evidence = await container.evidence();
  const files = new Map<string, FileState>();
  for (const name of asked) files.set(name, await fileState(container, pathOf(name), LARGEST_FILE));
  return { run, seed, parties, looks, evidence, files, traces };
}

function fifoOf(party: string): string {
  return `${LAB}/trace-${party}`;
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
