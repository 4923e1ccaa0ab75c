// A run of a lab under every schedule that matters.
import type { ExploreWanted } from '#checks/expect/explore.js';
import { askedOfRun, type Expectation } from '#checks/expectation.js';
import type { ExploredRun } from '#checks/observed.js';
import { isLoss } from '#explore/enemies.js';
import { explore, type Attempt, type Attempts } from '#explore/explore.js';
import { linesOf } from '#explore/lines.js';
import { wrongOf, type Outcome } from '#explore/outcome.js';
import { reduce } from '#explore/reduce.js';
import { storyOf } from '#explore/story.js';
import { endWords } from '#facts/explain/end.js';
import { explainAll } from '#facts/explain/explain.js';
import type { Container } from '#guest/container.js';
import type { GuestMachine } from '#machine/guest-machine.js';
import { FAULTS, type Schedule } from '#machine/schedule.js';
import type { Files } from '#scenario/setting.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import { escapeLine } from '#util/escape.js';
import { omit } from '#util/omit.js';
import { compileAll, type BuildContext } from './compile-submission.js';
import { runProblems } from './evaluate.js';
import type { Execution } from './execute-run.js';
import type { FoundBefore, TaskPlan } from './job.js';
import { shorten } from './summary.js';
import type { TaskProgram } from './task-program.js';

/** A machine that goes back to a moment, and whose programs can be looked at. */
export type Moments = Pick<GuestMachine, 'mark' | 'again'>;

/** What exploring needs of the judge. */
export interface Explorer {
  readonly machine: Moments;
  readonly task: Pick<TaskPlan, 'programs' | 'expected' | 'checks'>;
  /** Of earlier results of this task. */
  readonly found: readonly FoundBefore[];
  /** The student's, and what the lab gives. */
  readonly sources: Files;
  /** A container on a fresh machine, where everything but the student's programs lies ready. */
  readonly open: () => Promise<BuildContext>;
  /** The programs that a makefile made, among others. */
  readonly made: Files;
  /** @returns what happened, or why nothing could */
  readonly execute: (container: Container) => Promise<Execution | string>;
}

/** What comes of a run under other schedules, for each check that asks for it and holds under this one. */
export async function exploreAll(
  execution: Execution,
  { machine, task, found, sources, open, made, execute }: Explorer,
): Promise<ReadonlyMap<Expectation, ExploredRun>> {
  const { run } = execution;
  const explored = new Map<Expectation, ExploredRun>();
  const all = task.checks.flatMap(({ name, looks }) => looks.map((look) => ({ check: name, ...look })));
  for (const { check, run: at, expect } of all) {
    const { explore: wanted } = expect;
    if (!wanted || at !== run.name || runProblems(expect, execution, task).length > 0) continue;
    const { container, ...context } = await open();
    await putReady({ container, ...context }, task.programs, made);
    const program = await container.get(`${context.directory}/${run.parties[0]?.command[0] ?? ''}`);
    const ready = { machine, task, sources, program, execute: () => execute(container) };
    const before = found
      .filter((one) => one.check === check)
      .flatMap((one) => one.explored.filter((explored) => explored.run === at));
    explored.set(expect, await exploreRun(ready, expect, wanted, before));
  }
  return explored;
}

/** A run of a program that lies ready. */
export interface ReadyRun extends Pick<Explorer, 'machine' | 'sources'> {
  readonly task: Pick<TaskPlan, 'programs' | 'expected'>;
  /** The program's file, with lines of its source in it. */
  readonly program: Bytes;
  readonly execute: () => Promise<Execution | string>;
}

/** What came of a run's schedules when somebody tried them before. */
type Before = FoundBefore['explored'][number];
type FailedRun = NonNullable<ExploredRun['failure']>;

/**
 * Executes a run again and again from this moment of the machine, with the processor taken elsewhere each time, until what else a
 * check expects does not hold. The same schedules are tried on every host: none is left out for a clock.
 *
 * @param before a schedule that failed is tried first; where it fails with the same story it is what is found
 */
export async function exploreRun(
  { machine, task, sources, program, execute }: ReadyRun,
  expect: Expectation,
  { bound, budget, enemies }: ExploreWanted,
  before: readonly Before[] = [],
): Promise<ExploredRun> {
  await machine.mark();
  const attempts: Attempts = async (schedule, agents) => {
    const { result, trace } = await machine.again({ schedule, agents, key: 'run' }, execute);
    const problems = schedule.preemptions.some(isLoss) ? endProblems : problemsOf;
    return { outcome: outcomeOf(typeof result === 'string' ? [result] : problems(expect, result, task)), trace };
  };
  const sourceOf = (file: string): string => decodeText(sources[file] ?? new Uint8Array());
  const tell = (number: number, schedule: Schedule, { trace, outcome }: Attempt): FailedRun => {
    const story = storyOf(trace, schedule.preemptions, linesOf(program, trace, sourceOf));
    return { number, schedule, story: story.map(({ sentence }) => escapeLine(sentence)), problems: outcome.told };
  };
  for (const { schedules, isComplete, failure } of before) {
    if (!failure) continue;
    const { agents } = (await attempts({ from: 0, preemptions: [] }, undefined, undefined)).trace;
    const schedule = scheduleIn(failure);
    const again = tell(failure.number, schedule, await attempts(schedule, agents, undefined));
    const isTheSame = again.story.map(shorten).join('\n') === failure.story.join('\n');
    if (again.problems.length > 0 && isTheSame) return { schedules, isComplete, failure: again };
  }
  let tried = 1;
  const options = { strategy: 'systematic', bound, enemies, depth: 0, runs: 0, seed: 0, concurrency: 1 } as const;
  const isOver = (): boolean => tried++ >= budget;
  const right = outcomeOf([]);
  const explored = await explore(attempts, { ...options, right, stopsAtFailure: true, isOver });
  const { schedules, isComplete, failure, agents } = explored;
  if (!failure) return { schedules, isComplete, failure: null };
  const { failure: least, attempt } = await reduce(attempts, failure, { right, agents });
  return { schedules, isComplete, failure: tell(least.number, least.schedule, attempt) };
}

/** The schedule that a result has. */
function scheduleIn({ schedule: { from, preemptions } }: NonNullable<Before['failure']>): Schedule {
  return {
    from,
    preemptions: preemptions.map(({ fault, ...one }) => ({ ...one, fault: FAULTS.find((name) => name === fault) })),
  };
}

/** A story names lines by what the compiler writes for a debugger; the code is the same. What a makefile made is taken as it is. */
async function putReady(context: BuildContext, programs: TaskPlan['programs'], made: Files): Promise<void> {
  const others: Record<string, TaskProgram> = {};
  for (const [name, program] of Object.entries(programs)) {
    const content = made[name];
    if (!program.make) others[name] = { ...program, flags: ['-g', ...program.flags] };
    else if (content)
      await context.container.put({ path: `${context.directory}/${name}`, owner: 'student', mode: 0o755 }, content);
  }
  await compileAll(context, others, new Map());
}

/** What does not hold of a run under some schedule, a sentence each; of a hang also who waits for what. */
export function problemsOf(expect: Expectation, execution: Execution, task: ReadyRun['task']): string[] {
  const rest = omit(expect, 'explore');
  const problems = runProblems(rest, execution, task);
  const asksForEnd = askedOfRun(rest).some(({ kind }) => kind.name === 'end');
  const [wrong, ...told] = endProblems(expect, execution);
  if (wrong === undefined) return problems;
  if (!asksForEnd) problems.unshift(wrong);
  return problems.length > 0 ? [...problems, ...told] : problems;
}

/** How it ended, if that is wrong whatever was expected, and of a hang who waits for what. */
export function endProblems(_: Expectation, { parties: [party] }: Pick<Execution, 'parties'>): string[] {
  if (!party?.status) return [];
  const errors = decodeText(party.stderr);
  const wrong = wrongOf(party.status, errors);
  if (wrong === null) return [];
  const assertion = wrong === 'assertion' ? errors.split('\n').find((line) => line.includes('ssertion')) : undefined;
  return [
    assertion ?? `it ${endWords(party.status)}`,
    ...(wrong === 'hang' ? explainAll([party.status.evidence]) : []),
  ];
}

/** Schedules with the same problems came to the same. */
function outcomeOf(problems: readonly string[]): Outcome {
  return {
    key: JSON.stringify(problems),
    wrong: problems.length > 0 ? 'check' : null,
    exit: null,
    output: '',
    remains: '',
    end: '',
    told: problems,
  };
}
