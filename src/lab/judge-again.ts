// A task judged by another lab than its result was, without running anything: by what was found, and by what is kept of its runs.
import { askedOf, askedOfRun } from '#checks/expectation.js';
import type { Compilation } from '#checks/observed.js';
import { decodeText } from '#util/bytes.js';
import { omit } from '#util/omit.js';
import { assembleTask } from './assemble-task.js';
import { decide } from './award.js';
import { doesNotCompile } from './compile-submission.js';
import type { Basis } from './basis.js';
import { compileProblems, lookInto } from './evaluate.js';
import { hiddenIn } from './hidden.js';
import type { CheckPlan, RunPlan, TaskPlan } from './job.js';
import { isKept, recordedRun, wholeStream } from './recorded.js';
import type { CheckResult, RunResult, TaskResult } from './result.js';
import { summarise, type Finding, type Summary } from './summary.js';

/** A result of a task, with what it was judged by. */
export interface Judged {
  readonly result: TaskResult;
  readonly basis: Basis[number];
}

/**
 * @param now what the task is judged by
 * @returns what running it would give, to the letter; undefined where that cannot be known without
 */
export function judgeAgain({ result, basis }: Judged, task: TaskPlan, now: Basis[number]): TaskResult | undefined {
  if (basis.execution !== now.execution) return undefined;
  const summaries = new Map<string, Summary>();
  const untold = new Set<string>();
  for (const check of task.checks) {
    const before = sameCheck(result.checks, basis, now.checks[check.name]);
    const summary = before ? summaryOf(before) : answer(check, task, result);
    if (!summary) return undefined;
    summaries.set(check.name, summary);
    // What was found of a check that was skipped is not kept, but whether it held.
    if (before?.verdict === 'skipped') untold.add(check.name);
  }
  const checks = decide(task.checks, summaries);
  if (checks.some(({ name, verdict }) => verdict === 'failed' && untold.has(name))) return undefined;
  const runs = result.runs.map((run) => hideAnew(run, task));
  return assembleTask(task, { ...result, runs, checks });
}

/** The check that asked for the same, whatever it was called. */
function sameCheck(checks: readonly CheckResult[], basis: Basis[number], asked?: string): CheckResult | undefined {
  const name = Object.entries(basis.checks).find(([, digest]) => digest === asked)?.[0];
  return checks.find((check) => check.name === name);
}

function summaryOf(check: CheckResult): Summary | undefined {
  const { verdict, held, of, problems, differences = [], uncompiled = [], explored = [], failedIn = [] } = check;
  if (verdict === 'error') return undefined;
  return { held, of, problems: verdict === 'skipped' ? [] : problems, differences, uncompiled, explored, failedIn };
}

/** What a check that was not there finds in what is kept; undefined where that is not enough. */
function answer({ looks }: CheckPlan, task: TaskPlan, result: TaskResult): Summary | undefined {
  const compilation = ofCompilation(looks, result);
  const runs = task.runs.flatMap((run) => ofRun(run, looks, task, result));
  if (!compilation || !runs.every((one) => one !== undefined)) return undefined;
  return summarise([...compilation, ...runs]);
}

function ofCompilation(looks: CheckPlan['looks'], { compiles }: TaskResult): Finding[] | undefined {
  if (!looks.some(({ expect }) => askedOf(expect).length > askedOfRun(expect).length)) return [];
  const compiled = compiles.map(recordedCompilation);
  if (!compiled.every((one) => one !== undefined)) return undefined;
  return looks.flatMap(({ run, expect }) => {
    const problems = compileProblems(expect, compiled);
    return run === null || problems.length > 0 ? [{ at: null, problems }] : [];
  });
}

/** What looks find in a run, seed by seed; undefined in place of what is not kept. */
function ofRun(run: RunPlan, looks: CheckPlan['looks'], task: TaskPlan, { runs }: TaskResult): (Finding | undefined)[] {
  const asked = looks.filter((look) => look.run === run.name).map(({ expect }) => expect);
  return run.seeds.flatMap((seed) =>
    asked.map((expect) => {
      const record = runs.find((one) => one.name === run.name && one.seed === seed);
      const execution = record && isKept(expect) ? recordedRun(run, record) : undefined;
      return (
        execution && { at: { run: run.name, seed, seeds: run.seeds.length }, ...lookInto(expect, execution, task) }
      );
    }),
  );
}

/** Undefined where the compiler said more than is kept, or was not asked. */
function recordedCompilation({ program, end, messages }: TaskResult['compiles'][number]): Compilation | undefined {
  const whole = wholeStream(messages);
  if (!whole || !end) return undefined;
  return { program, messages: decodeText(whole), failure: end.exit === 0 ? undefined : doesNotCompile(program) };
}

/** Which checks are hidden decides what a student is shown of a run. */
function hideAnew(record: RunResult, task: TaskPlan): RunResult {
  const plan = task.runs.find(({ name }) => name === record.name);
  if (!plan) return record;
  const { run, parties } = hiddenIn(task, plan);
  return {
    ...omit(record, 'hidden'),
    ...(run ? { hidden: true } : {}),
    parties: record.parties.map((party) => ({
      ...omit(party, 'hidden'),
      ...(parties.has(party.name) ? { hidden: true } : {}),
    })),
  };
}
