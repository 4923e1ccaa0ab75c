// Whether a lab does what its author means: what its solutions get, and what nobody gets.
import type { JobOutcome, LabPlan } from '#lab/job.js';
import type { CheckResult } from '#lab/result.js';
import { maxPointsOf } from '#lab/assemble.js';
import { checksByName, idleChecks, printedPoints, warningsByMakefile } from '#lab/idle-checks.js';
import { taskOf } from '#lab/parse-lab.js';
import type { Place } from '#lab/place.js';
import { questionsOf, type Question } from '#lab/questions.js';
import { isOneVerdict, stabilityPlan, verdictsBySeed } from '#lab/stability.js';
import type { Files } from '#scenario/setting.js';
import { encodeText } from '#util/bytes.js';
import { MachinePool } from '#work/pool.js';
import { run } from '#work/run.js';
import { answerOf, answerWords } from '#xray/prediction.js';
import { timelineOf } from '#xray/timeline.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { StoredLab } from './lab.js';
import { prepareLab } from './lab-plan.js';

/** One thing that was looked at. */
export interface LabFinding {
  /** What holds, or should. */
  readonly what: string;
  /** What does not, a sentence each; empty: it holds. */
  readonly problems: readonly string[];
  /** What an author may want to know. */
  readonly notes: readonly string[];
}

export interface LabCheckOptions {
  /** Machines at a time. */
  readonly jobs: number;
  /** Courses of time under which verdicts must be the same; with 1 there is nothing to compare. */
  readonly seeds: number;
  readonly signal?: AbortSignal | undefined;
  /** Called when a submission has been judged. */
  readonly report: (done: string, finished: number, of: number) => void;
}

interface Trial {
  readonly name: string;
  readonly files: Files;
  /** The one that it gets wrong: in the others it is the reference. Undefined: all. */
  readonly task: string | undefined;
  /** `task/check` that must fail; undefined: the reference. */
  readonly fails: readonly string[] | undefined;
}

/** What is judged, and by what of the lab. */
interface Sitting {
  readonly name: string;
  readonly lab: LabPlan;
  readonly files: Files;
  /** Nothing is judged then. */
  readonly xrays?: readonly Place[];
}

/** Judges every solution of a lab, and submissions that deserve nothing. */
export async function checkLab(stored: StoredLab, image: Image, options: LabCheckOptions): Promise<LabFinding[]> {
  const { seeds } = options;
  const plan = await prepareLab(stored, image, options.signal);
  const trials = trialsOf(stored);
  const once = trials.map((trial): Sitting => ({ name: trial.name, lab: planOf(trial, plan), files: trial.files }));
  // Of a wrong solution only what it must fail has to be steady.
  const often = trials.map((trial): Sitting => {
    const { name, files, fails } = trial;
    return { name: `${name}, under ${seeds} seeds`, lab: stabilityPlan(planOf(trial, plan), seeds, fails), files };
  });
  const worthless = worthlessOf(stored).map((each): Sitting => ({ ...each, lab: plan }));
  const questions = questionsOf(stored.lab);
  const xrays = questions.map(({ task, run }): Place => ({ task, run, seed: 0 }));
  const asked =
    xrays.length > 0 ? [{ name: 'reference, for the questions', lab: plan, files: stored.files.reference, xrays }] : [];
  const all = [...asked, ...once, ...(seeds > 1 ? often : []), ...worthless];
  const outcomes = await judgeAll(all, image, options);
  const answers = outcomes.splice(0, asked.length);
  const first = outcomes.slice(0, once.length);
  const steady = outcomes.slice(once.length, -worthless.length);
  const gains = outcomes.slice(-worthless.length);
  const findings: LabFinding[] = [];
  const failed = new Set<string>();
  for (const [index, trial] of trials.entries()) {
    const outcome = first[index];
    if (!outcome) continue;
    if (trial.fails) checksOf(outcome).forEach(([name, { verdict }]) => verdict === 'failed' && failed.add(name));
    findings.push(trial.fails ? wrongFinding(trial.name, trial.fails, outcome) : referenceFinding(plan, outcome));
  }
  findings.push(coverage(plan, failed));
  findings.push(...answers.map((outcome) => questionFinding(questions, outcome)));
  if (seeds > 1) findings.push(steadiness(seeds, trials, steady));
  findings.push({
    what: 'empty files, programs that do nothing and the starter files gain no point',
    problems: gains.flatMap((outcome, index) => gainOf(worthless[index]?.name ?? '', outcome)),
    notes: [
      ...idleChecks(plan).map(
        (name) => `${name} holds for a program that does nothing; let it need a check that fails`,
      ),
      ...printedPoints(plan).map(
        ({ task, points, of }) =>
          `${task}: ${points} of ${of} points go to a program that only prints what is expected; let these checks need one of events, calls, seen, or of what a counterpart says`,
      ),
      ...checksByName(plan).map(
        (name) => `${name} goes by the name of a process, which a program can change; see started`,
      ),
      ...warningsByMakefile(plan).map(
        (name) => `${name} counts the warnings that a makefile asks for which students hand in; put it in given`,
      ),
    ],
  });
  return findings;
}

/** @returns an outcome for each, in their order */
async function judgeAll(
  sittings: readonly Sitting[],
  image: Image,
  { jobs, signal, report }: LabCheckOptions,
): Promise<JobOutcome[]> {
  const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
  await using machines = new MachinePool((ended) => launch(image, { clock, signal: ended }));
  let finished = 0;
  const all = sittings.map(({ name, ...job }) => async (ended: AbortSignal) => {
    const outcome = await machines.use((machine) => machine.grade(job, { signal: ended }), ended);
    report(name, ++finished, sittings.length);
    return outcome;
  });
  return await run(all, { concurrency: jobs, signal });
}

function trialsOf({ lab, files, where }: StoredLab): Trial[] {
  const wrong = Object.entries(lab.wrong).map(([name, { task, fails }]): Trial => {
    const own = taskOf(lab, task, where).name;
    return {
      name: `wrong/${name}`,
      task: own,
      files: { ...files.reference, ...files.wrong[name] },
      fails: fails.map((check) => `${own}/${check}`),
    };
  });
  return [{ name: 'reference', files: files.reference, task: undefined, fails: undefined }, ...wrong];
}

function planOf({ task }: Trial, plan: LabPlan): LabPlan {
  return task === undefined ? plan : { ...plan, tasks: plan.tasks.filter(({ name }) => name === task) };
}

/** Submissions without a thought in them. */
function worthlessOf({ lab, files }: StoredLab): { name: string; files: Files }[] {
  const names = lab.tasks.flatMap((task) => task.files.map(({ name }) => name));
  const all = (content: (name: string) => string): Files =>
    Object.fromEntries(names.map((name) => [name, encodeText(content(name))]));
  const starter = Object.fromEntries(Object.entries(files.starter).filter(([name]) => names.includes(name)));
  return [
    { name: 'no files', files: {} },
    { name: 'empty files', files: all(() => '') },
    { name: 'programs that do nothing', files: all((name) => (name.endsWith('.c') ? IDLE : '')) },
    { name: 'the starter files', files: starter },
  ];
}

const IDLE = 'int main(void) {\n    return 0;\n}\n';

function gainOf(name: string, { tasks }: JobOutcome): string[] {
  return tasks.flatMap((task) =>
    task.checks
      .filter(({ points }) => points > 0)
      .map(
        (check) => `${name}: ${task.name}/${check.name} gives ${check.points} points; let it need a check that fails`,
      ),
  );
}

function checksOf({ tasks }: JobOutcome): [string, CheckResult][] {
  return tasks.flatMap((task) =>
    task.checks.map((check): [string, CheckResult] => [`${task.name}/${check.name}`, check]),
  );
}

function referenceFinding(plan: LabPlan, outcome: JobOutcome): LabFinding {
  const problems = checksOf(outcome)
    .filter(([, { verdict }]) => verdict !== 'passed')
    .map(([name, { verdict, problems }]) => `${name} ${verdict}: ${problems.join('; ')}`);
  return { what: `reference: all of ${maxPointsOf(plan)} points`, problems, notes: [] };
}

function wrongFinding(name: string, fails: readonly string[], outcome: JobOutcome): LabFinding {
  const checks = new Map(checksOf(outcome));
  const problems = fails.flatMap((check) => {
    const found = checks.get(check);
    return found?.verdict === 'failed' ? [] : [`${check} ${sayWhy(found)}, and should have failed`];
  });
  const others = [...checks].filter(([check, { verdict }]) => verdict === 'failed' && !fails.includes(check));
  return {
    what: `${name} fails ${fails.join(' and ')}`,
    problems,
    notes: others.length > 0 ? [`it fails ${others.map(([check]) => check).join(', ')}, too`] : [],
  };
}

function sayWhy(found: CheckResult | undefined): string {
  if (!found) return 'was not looked at';
  return found.verdict === 'skipped' ? `was skipped (${found.problems.join('; ')})` : found.verdict;
}

/** An author reads the answers as well: a pattern may mean another event than its question. */
function questionFinding(questions: readonly Question[], { xrays = [] }: JobOutcome): LabFinding {
  const problems: string[] = [];
  const notes: string[] = [];
  for (const { task, run, asks } of questions) {
    const xray = xrays.find((one) => one.task === task && one.run.name === run);
    const answer = xray && answerOf(timelineOf(xray.data.recording), asks);
    if (answer) notes.push(`${task}: ${asks.question} ${answerWords(answer)}`);
    else problems.push(`${task}: the question has no answer in the run ${run}: ${asks.question}`);
  }
  return { what: 'each question has an answer where the reference runs', problems, notes };
}

function coverage({ tasks }: LabPlan, failed: ReadonlySet<string>): LabFinding {
  const names = tasks.flatMap((task) => task.checks.map(({ name }) => `${task.name}/${name}`));
  return {
    what: `each of ${names.length} checks fails for some wrong solution`,
    problems: names
      .filter((name) => !failed.has(name))
      .map((name) => `${name} fails for none; add a wrong solution that it must catch`),
    notes: [],
  };
}

function steadiness(seeds: number, trials: readonly Trial[], outcomes: readonly JobOutcome[]): LabFinding {
  const problems: string[] = [];
  const notes: string[] = [];
  for (const [index, { name, fails }] of trials.entries()) {
    const outcome = outcomes[index];
    if (!outcome) continue;
    for (const [check, verdicts] of verdictsBySeed(outcome)) {
      const list = [...verdicts].map(([verdict, count]) => `${verdict} ${count} times`).join(', ');
      if (verdicts.size < 2 && (fails || verdicts.has('passed'))) continue;
      // A race that a student has leaves now this share of the points and now that one; it has to fail each time.
      const varies = fails && isOneVerdict(verdicts);
      (varies ? notes : problems).push(`${name}: ${check}: ${list}`);
    }
  }
  return { what: `verdicts are the same under ${seeds} seeds`, problems, notes };
}
