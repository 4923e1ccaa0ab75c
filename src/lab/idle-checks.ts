// Checks that hold for a program that does nothing: they give points to whoever hands in anything.
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

/**
 * `task/check` of each check with points that holds of a run in which every program is silent and ends with 0, or waits until it
 * is stopped, and that needs no check which does not.
 */
export function idleChecks({ tasks }: Pick<LabPlan, 'tasks'>): string[] {
  return tasks.flatMap((task) => {
    const idle = task.checks.filter((check) => holdsOfNothing(check, task));
    const names = new Set(idle.map(({ name }) => name));
    return idle
      .filter(({ points, needs }) => points > 0 && needs.every((need) => names.has(need)))
      .map(({ name }) => `${task.name}/${name}`);
  });
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
