// Checks that hold for a program that does nothing, or only prints what is expected: they give points to whoever knows them.
import type { Trace } from '#checks/trace.js';
import { NO_FACTS } from '#facts/no-facts.js';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import type { Facts, Process } from '#facts/types.js';
import { CLEAN_EXIT } from '#protocol/clean-exit.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { nameOf } from '#scenario/party.js';
import { runProblems } from './evaluate.js';
import type { CheckPlan, LabPlan, RunPlan, TaskPlan } from './job.js';
import type { Execution } from './execute-run.js';
import { makefilesOf } from './task-program.js';

/**
 * `task/check` of each check with points that holds of a run in which every program is silent and ends with 0, or waits until it
 * is stopped, and that needs no check which does not.
 */
export function idleChecks({ tasks }: Pick<LabPlan, 'tasks'>): string[] {
  return tasks.flatMap((task) => gained(task, holdsOfNothing).map(({ name }) => `${task.name}/${name}`));
}

/** The tasks of which points go to a program that prints what is expected, ends as expected and does nothing else. */
export function printedPoints({ tasks }: Pick<LabPlan, 'tasks'>): { task: string; points: number; of: number }[] {
  return tasks
    .map((task) => ({
      task: task.name,
      points: sumOf(gained(task, holdsOfPrinting)),
      of: sumOf(task.checks),
    }))
    .filter(({ points }) => points > 0);
}

/** `task/check` of each check with points that goes by what a program calls itself. */
export function checksByName({ tasks }: Pick<LabPlan, 'tasks'>): string[] {
  return tasks.flatMap(({ name, checks }) =>
    checks
      .filter(
        ({ points, looks }) => points > 0 && looks.some(({ expect }) => expect.seen?.some((view) => view.process)),
      )
      .map((check) => `${name}/${check.name}`),
  );
}

/** `task/check` of each check that counts warnings of a program whose makefile is handed in. */
export function warningsByMakefile({ tasks }: Pick<LabPlan, 'tasks'>): string[] {
  return tasks.flatMap(({ name, programs, given, checks }) => {
    const theirs = Object.entries(programs)
      .filter(([, { make }]) => make && !makefilesOf(make).some((file) => Object.hasOwn(given, file)))
      .map(([program]) => program);
    const counts = ({ expect: { compiles } }: CheckPlan['looks'][number]): boolean =>
      typeof compiles === 'object' &&
      compiles.warnings !== undefined &&
      theirs.some((program) => program === (compiles.program ?? program));
    return checks.filter(({ looks }) => looks.some(counts)).map((check) => `${name}/${check.name}`);
  });
}

/** The checks with points that hold, and need none that does not. */
function gained(task: TaskPlan, holds: (check: CheckPlan, task: TaskPlan) => boolean): CheckPlan[] {
  const names = new Set(task.checks.filter((check) => holds(check, task)).map(({ name }) => name));
  const lacksNeed = ({ name, needs }: CheckPlan): boolean => names.has(name) && !needs.every((need) => names.has(need));
  // One that falls takes along whatever needs it.
  for (let fallen = task.checks.find(lacksNeed); fallen; fallen = task.checks.find(lacksNeed))
    names.delete(fallen.name);
  return task.checks.filter(({ name, points }) => points > 0 && names.has(name));
}

function sumOf(checks: readonly CheckPlan[]): number {
  return checks.reduce((sum, { points }) => sum + points, 0);
}

/** It compiles, and what it says itself and leaves holds; what others say of it, and what the kernel knows, is that of nothing. */
function holdsOfPrinting({ looks, ...check }: CheckPlan, task: TaskPlan): boolean {
  const unsaid = looks.flatMap(({ run, expect }) => {
    if (run === null) return [];
    if (expect.party !== undefined && !isOwn(expect.party, run, task)) return [{ run, expect }];
    return [{ run, expect: { ...expect, stdout: undefined, stderr: undefined, end: undefined, files: undefined } }];
  });
  return holdsOfNothing({ ...check, looks: unsaid }, task);
}

/** Whether a party runs a program that was handed in, or what starts one. */
function isOwn(party: string, run: string, { runs, counterparts }: TaskPlan): boolean {
  const actor = runs.find(({ name }) => name === run)?.parties.find((one) => nameOf(one) === party);
  return actor !== undefined && !Object.hasOwn(counterparts, actor.command[0] ?? '');
}

function holdsOfNothing({ looks }: CheckPlan, task: TaskPlan): boolean {
  return IDLE.some((status) =>
    looks.every(({ run: name, expect }) => {
      const run = task.runs.find((one) => one.name === name);
      return run !== undefined && runProblems(expect, idleRun(run, status), task).length === 0;
    }),
  );
}

const waiting: Process = {
  pid: 2,
  parent: 0,
  state: 'S',
  name: 'idle',
  directory: '/tmp',
  threadCount: 1,
  threads: [{ id: 2, state: 'S', wait: null, call: { name: 'pause', arguments: [], operand: null }, mapping: null }],
  descriptorCount: 0,
  descriptors: [],
};
const WAITING: Facts = { ...NO_FACTS, processes: [waiting] };
const STOPPED: ExitStatus = { ...CLEAN_EXIT, exit: null, limit: 'wall', evidence: WAITING };
const IDLE: readonly ExitStatus[] = [CLEAN_EXIT, STOPPED];

const NOTHING_FOUND: SanitizerReport = { programs: [], findings: [], more: 0, unchecked: [], evasions: [] };

/** A look finds the program waiting: what a script waits for is easily printed. */
function idleRun(run: RunPlan, status: ExitStatus): Execution {
  const names = run.parties.map(nameOf);
  const looks = run.parties.flatMap(({ script }) => script.flatMap((step) => ('look' in step ? [step.look] : [])));
  const nothing = new Uint8Array();
  const trace: Trace = {
    calls: new Map(),
    forks: 0,
    forkCalls: 0,
    threadCalls: 0,
    gap: undefined,
  };
  return {
    run,
    seed: 0,
    parties: names.map((name) => ({
      name,
      status,
      refused: null,
      pid: waiting.pid,
      stdout: nothing,
      stderr: nothing,
      problem: undefined,
    })),
    looks: new Map(looks.map((look) => [look, WAITING])),
    evidence: NO_FACTS,
    files: new Map(),
    traces: new Map(run.trace ? names.map((name) => [name, trace]) : []),
    recording: { version: 1, start: 0, events: [] },
    sanitizer: NOTHING_FOUND,
  };
}
