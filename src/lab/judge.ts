// Judges one submission on one machine.
import type { Agent } from '#guest/agent.js';
import type { Container } from '#guest/container.js';
import type { Files } from '#scenario/setting.js';
import { award } from './award.js';
import { assembleTask } from './assemble-task.js';
import { compileProblems, lookInto } from './evaluate.js';
import type { FoundBefore, GradeJob, JobOutcome, LabPlan, RunPlan, RunXray, TaskPlan } from './job.js';
import { exploreAll, type Moments } from './explore-run.js';
import { filesAskedFor } from './files-asked.js';
import { DIRECTORY, isWasteful, executeRun, putCounterparts, type Execution } from './execute-run.js';
import { hiddenIn } from './hidden.js';
import { answered, failureOf, uncompilable, uncompiledOf } from './not-run.js';
import { isAt, type Place } from './place.js';
import { recordRun } from './record-run.js';
import { buildSanitized, type SanitizedBuild } from './sanitized-build.js';
import type { TaskResult } from './result.js';
import type { Finding } from './summary.js';
import { taskFiles } from './task-files.js';
import { xrayOf } from './xray-of-run.js';
import { compileAll, takePrograms, type BuildContext, type Compiled } from './compile-submission.js';

/** What judging needs of a machine. */
export interface JudgedGuest {
  readonly agent: Agent;
  /** It can go back to a moment, and be looked at. */
  readonly machine: Moments;
  /** Back to the snapshot, with a course of virtual time of its own. */
  restart(seed: number): Promise<void>;
  /** That the guest has executed since the last restart. */
  instructions(): number;
  /** Told where judging is, before anything takes place there. */
  entering(place: Place): void;
}

/**
 * Everything is judged here, outside of the guest: what is expected never enters it. Each run under each seed begins with
 * the snapshot, so that nothing which one run did to the guest meets another; a task's first follows its compilation.
 *
 * @throws IpclabError `machine-lost` when the guest cannot be judged with; nothing is said about the submission then
 */
export async function judge(guest: JudgedGuest, job: GradeJob): Promise<JobOutcome> {
  const { lab, files, only, xrays } = job;
  const wanted = lab.tasks.flatMap((task) => task.files.map(({ name }) => name));
  if (lab.tasks.every((task) => Object.keys(taskFiles(task, files).files).length === 0)) {
    const reason = `none of the files that were asked for was handed in: ${[...new Set(wanted)].join(', ')}`;
    return { status: 'rejected', reason, tasks: [] };
  }
  if (xrays) return { status: 'graded', reason: null, tasks: [], xrays: await takeXrays(guest, job, xrays) };
  const tasks: TaskResult[] = [];
  const meant = lab.tasks.filter(({ name }) => only?.includes(name) ?? true);
  for (const task of meant) tasks.push(await new TaskJudge(guest, task, job).judge());
  return { status: 'graded', reason: null, tasks };
}

async function takeXrays(guest: JudgedGuest, { lab, files }: GradeJob, places: readonly Place[]): Promise<RunXray[]> {
  const taken: RunXray[] = [];
  for (const task of lab.tasks) {
    const wanted = places.filter((place) => place.task === task.name);
    if (wanted.length > 0) taken.push(...(await new TaskJudge(guest, task, { lab, files }).takeXrays(wanted)));
  }
  return taken;
}

class TaskJudge {
  readonly #guest: JudgedGuest;
  readonly #lab: LabPlan;
  readonly #task: TaskPlan;
  readonly #sources: Files;
  readonly #handedIn: Files;
  readonly #missing: ReadonlyMap<string, string>;
  readonly #findings = new Map<string, Finding[]>();
  readonly #runs: TaskResult['runs'][number][] = [];
  readonly #lost: readonly Place[];
  readonly #found: readonly FoundBefore[];
  /** Runs that came to a place where machines were lost. */
  readonly #broken: string[] = [];

  constructor(guest: JudgedGuest, task: TaskPlan, { lab, files: submission, lost = [], found = [] }: GradeJob) {
    this.#guest = guest;
    this.#lab = lab;
    this.#task = task;
    const { files, problems } = taskFiles(task, submission);
    // What the lab gives is the lab's, whatever was handed in under its name.
    this.#sources = { ...files, ...task.given };
    this.#handedIn = Object.fromEntries(Object.entries(files).filter(([name]) => !Object.hasOwn(task.given, name)));
    this.#lost = lost.filter((place) => place.task === task.name);
    this.#found = found.filter((one) => one.task === task.name);
    this.#missing = this.#isLost(null, firstSeed(task)) ? uncompilable(task) : problems;
  }

  async judge(): Promise<TaskResult> {
    const { runs, checks } = this.#task;
    const [first] = runs;
    const { container, compiled, plain } = await this.#build(this.#executions().length > 1);
    const { failures } = plain;
    for (const check of checks) this.#lookAtCompilation(check, compiled);
    const sanitized = new Map<string, SanitizedBuild>();
    for (const run of runs) {
      if (run.sanitize.length === 0) {
        await this.#executeAll(run, run === first ? container : null, plain);
        continue;
      }
      const key = run.sanitize.join();
      // What does not compile at all does not with sanitizers.
      const build = sanitized.get(key) ?? (failures.size > 0 ? plain : await this.#buildSanitized(run.sanitize));
      sanitized.set(key, build);
      await this.#executeAll(run, null, build);
    }
    return assembleTask(this.#task, {
      compiles: compiled.map(({ record }) => record),
      runs: this.#runs,
      ...(this.#lost.length > 0 ? { lost: this.#lost.map(({ run, seed }) => ({ run, seed })) } : {}),
      checks: award(checks, this.#findings),
    });
  }

  /** What happens in some of the runs, each executed as it is judged. */
  async takeXrays(places: readonly Place[]): Promise<RunXray[]> {
    const { name: task } = this.#task;
    const executions = this.#executions();
    const { container, plain } = await this.#build(true);
    const taken: RunXray[] = [];
    for (const [index, { run, seed }] of executions.entries()) {
      if (!places.some(isAt({ task, run: run.name, seed })) || failureOf(run, plain.failures) !== undefined) continue;
      this.#enter(run.name, seed);
      // A tracer would be in the picture, and what it says is not asked.
      const recorded: RunPlan = { ...run, trace: null, records: true };
      const execution = await this.#runScenario(recorded, seed, index === 0 ? container : null, plain);
      if (typeof execution === 'string' || !execution.recording) continue;
      const data = xrayOf(`${this.#task.title}: ${run.name}`, execution.recording, plain.programs);
      const result = recordRun(execution, hiddenIn(this.#task, run), this.#guest.instructions());
      taken.push({ task, run: result, data });
    }
    return taken;
  }

  #executions(): { run: RunPlan; seed: number }[] {
    return this.#task.runs.flatMap((run) => run.seeds.map((seed) => ({ run, seed })));
  }

  /**
   * Compiles where the first run follows; a makefile on a machine that no run meets, since it is a program of the student's.
   *
   * @param takes whether the programs are taken along, for other runs
   * @returns no container: the first run begins on a machine of its own as well
   */
  async #build(takes: boolean): Promise<{ container: Container | null; compiled: Compiled[]; plain: SanitizedBuild }> {
    const seed = firstSeed(this.#task);
    const isMade = Object.values(this.#task.programs).some(({ make }) => make);
    this.#enter(null, seed);
    const context = await this.#open(isMade ? undefined : this.#task.runs[0], seed);
    const compiled = await compileAll(context, this.#task.programs, this.#missing);
    const taken =
      takes || isMade ? await takePrograms(context, compiled) : { programs: {}, problems: new Map<string, string>() };
    const failures = new Map(
      compiled.flatMap(({ program, failure }) => (failure === undefined ? [] : [[program, failure]])),
    );
    for (const [program, problem] of taken.problems) failures.set(program, problem);
    const container = isMade ? null : context.container;
    return { container, compiled, plain: { programs: taken.programs, failures, evasions: [] } };
  }

  async #buildSanitized(sanitize: readonly string[]): Promise<SanitizedBuild> {
    const seed = firstSeed(this.#task);
    this.#enter(null, seed);
    return buildSanitized(await this.#open(undefined, seed), this.#task.programs, this.#missing, sanitize);
  }

  /** A fresh machine, with a container in which everything but the student's programs lies ready; without a run only the sources. */
  async #open(run: RunPlan | undefined, seed: number): Promise<BuildContext> {
    await this.#guest.restart(seed);
    const container = await this.#guest.agent.open({
      limits: this.#lab.compiler.container,
      capabilities: run?.capabilities ?? [],
    });
    if (run) await putCounterparts(container, this.#task.counterparts);
    await this.#put(container, { ...this.#sources, ...run?.files });
    return { container, directory: DIRECTORY, compiler: this.#lab.compiler, handedIn: this.#handedIn };
  }

  async #put(container: Container, files: Files, mode?: number): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await container.put({ path: `${DIRECTORY}/${name}`, owner: 'student', mode }, content);
    }
  }

  /** A run under all its seeds, until one of them uses up a limit. */
  async #executeAll(run: RunPlan, ready: Container | null, build: SanitizedBuild): Promise<void> {
    let given: string | undefined = failureOf(run, build.failures) ?? this.#givenUp();
    const uncompiled = uncompiledOf(run, build.failures);
    for (const [index, seed] of run.seeds.entries()) {
      if (given !== undefined) {
        this.#find(run, seed, given, uncompiled);
        continue;
      }
      if (this.#isLost(run.name, seed)) {
        this.#find(run, seed, BREAKS_DOWN);
        this.#broken.push(run.name);
        given = `not run any more, after the machine broke down under seed ${seed}`;
        continue;
      }
      this.#enter(run.name, seed);
      const execution = await this.#runScenario(run, seed, index === 0 ? ready : null, build);
      if (typeof execution === 'string') {
        this.#find(run, seed, execution);
        continue;
      }
      this.#runs.push(recordRun(execution, hiddenIn(this.#task, run), this.#guest.instructions()));
      this.#find(
        run,
        seed,
        index === 0 ? { ...execution, explored: await this.#exploreAll(execution, build) } : execution,
      );
      if (isWasteful(execution)) given = `not run any more, after it used up a limit under seed ${seed}`;
    }
  }

  #isLost(run: string | null, seed: number): boolean {
    return this.#lost.some(isAt({ task: this.#task.name, run, seed }));
  }

  #enter(run: string | null, seed: number): void {
    this.#guest.entering({ task: this.#task.name, run, seed });
  }

  /** Each place costs two machines: a program that breaks down everywhere must not cost two for every run. */
  #givenUp(): string | undefined {
    return this.#broken.length < MOST_BROKEN
      ? undefined
      : `not run any more, after the machine broke down in ${this.#broken.join(' and ')}`;
  }

  /** What comes of a run under other schedules, for each check that asks. */
  #exploreAll(execution: Execution, { programs }: SanitizedBuild): ReturnType<typeof exploreAll> {
    const { run, seed } = execution;
    return exploreAll(execution, {
      machine: this.#guest.machine,
      task: this.#task,
      found: this.#found,
      sources: this.#sources,
      open: () => this.#open(run, seed),
      made: programs,
      execute: (container) => answered(() => this.#execute(container, run, seed, [])),
    });
  }

  /** @returns what happened, or why nothing could */
  async #runScenario(
    run: RunPlan,
    seed: number,
    ready: Container | null,
    { programs, evasions }: SanitizedBuild,
  ): Promise<Execution | string> {
    const container = ready ?? (await this.#open(run, seed)).container;
    return answered(async () => {
      if (!ready) await this.#put(container, programs, 0o755);
      return this.#execute(container, run, seed, evasions);
    });
  }

  #execute(container: Container, run: RunPlan, seed: number, evasions: readonly string[]): Promise<Execution> {
    return executeRun(container, run, seed, {
      programs: new Set(Object.keys(this.#task.programs)),
      counterparts: this.#task.counterparts,
      compiler: this.#lab.compiler,
      sources: this.#sources,
      evasions,
      asked: filesAskedFor(this.#task, run),
    });
  }

  #lookAtCompilation(check: TaskPlan['checks'][number], compiled: readonly Compiled[]): void {
    for (const { run, expect } of check.looks) {
      const problems = compileProblems(expect, compiled);
      if (run === null || problems.length > 0) this.#note(check.name, { at: null, problems });
    }
  }

  /** What every check that looks at the run finds. */
  #find(run: RunPlan, seed: number, execution: Execution | string, uncompiled: readonly string[] = []): void {
    const at = { run: run.name, seed, seeds: run.seeds.length };
    for (const check of this.#task.checks) {
      for (const look of check.looks) {
        if (look.run !== run.name) continue;
        const found =
          typeof execution === 'string'
            ? { problems: [execution], uncompiled }
            : lookInto(look.expect, execution, this.#task);
        this.#note(check.name, { at, ...found });
      }
    }
  }

  #note(check: string, finding: Finding): void {
    this.#findings.set(check, [...(this.#findings.get(check) ?? []), finding]);
  }
}

/** Runs of a task in which machines may be lost before the others are not tried. */
const MOST_BROKEN = 2;

const BREAKS_DOWN = 'the whole machine crashed, twice in the same way, and that counts as a failure of the program';

/** Of the machine that a task begins on. */
function firstSeed({ runs }: TaskPlan): number {
  return runs[0]?.seeds[0] ?? 0;
}
