// The ledger as one run of grading knows it: what is known already, and what comes to it.
import { basisOf, type Basis } from '#lab/basis.js';
import type { JobOutcome } from '#lab/job.js';
import { judgeAgain } from '#lab/judge-again.js';
import type { SubmissionResult, TaskResult } from '#lab/result.js';
import { LARGEST_FILE, taskFiles } from '#lab/task-files.js';
import type { Described } from '../describe.js';
import type { ClassPlan } from '../grade-class.js';
import type { Outcome } from '../run-job.js';
import { gradeKey, keyOf, type Ledger, type LedgerRecord } from './ledger.js';

export class Book {
  readonly #plan: ClassPlan;
  readonly #ledger: Ledger;
  readonly #byKey = new Map<string, JobOutcome>();
  readonly #byName = new Map<string, SubmissionResult>();
  /** The newest of the same work on the same ground under whatever lab. */
  readonly #byWork = new Map<string, LedgerRecord>();
  readonly #basis: Basis;

  constructor(plan: ClassPlan, ledger: Ledger, records: readonly LedgerRecord[]) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.#basis = basisOf(plan.lab);
    for (const record of records) this.#remember(record);
  }

  /** What is known without running anything. */
  outcomeOf({ submission, reason }: Described): Outcome | undefined {
    if (reason !== null) return { status: 'rejected', reason, tasks: [] };
    const same = this.#byKey.get(this.#keyOf(submission));
    if (same) return same;
    const known = this.knownTasks({ submission });
    const { tasks } = this.#plan.lab;
    const all = tasks.flatMap(({ name }) => known.get(name) ?? []);
    return all.length > 0 && all.length === tasks.length ? { status: 'graded', reason: null, tasks: all } : undefined;
  }

  /** Tasks by their names that need not run, although the lab is another than it was: judged by what is kept of them. */
  knownTasks({ submission }: Pick<Described, 'submission'>): ReadonlyMap<string, TaskResult> {
    const { lab, image, seed } = this.#plan;
    const record = this.#byWork.get(gradeKey('', image, seed, submission.digest));
    if (!record?.basis || !hasWork(lab, submission)) return new Map();
    const known = lab.tasks.map((task): [string, TaskResult | undefined] => {
      const result = record.result.tasks.find(({ name }) => name === task.name);
      const [basis, now] = [record.basis, this.#basis].map((all) => all?.find((one) => one.task === task.name));
      return [task.name, result && basis && now && judgeAgain({ result, basis }, task, now)];
    });
    return new Map(known.filter((one): one is [string, TaskResult] => one[1] !== undefined));
  }

  /** @param duration of the run that it came from, ms */
  async enter(
    { submission, handedIn, claimed }: Described,
    outcome: Outcome,
    duration: number,
  ): Promise<SubmissionResult> {
    const graded = { at: new Date().toISOString(), duration };
    const result = this.#plan.assemble(submission, outcome, graded);
    const before = this.#byName.get(submission.id);
    if (before?.digest === result.digest) return before;
    const when = handedIn && { handedIn: { at: handedIn.at.toISOString(), from: handedIn.from } };
    const record = { seed: this.#plan.seed, result, basis: this.#basis, ...when, ...(claimed && { claimed }) };
    await this.#ledger.append(record);
    this.#remember(record);
    return result;
  }

  #remember(record: LedgerRecord): void {
    const { result } = record;
    const { submission, status, reason, tasks } = result;
    this.#byName.set(submission.id, result);
    const { image } = result;
    if (status === 'graded') this.#byWork.set(gradeKey('', image, record.seed, submission.digest), record);
    // An archive that cannot be read has no files; its reason is its own, not that of all such archives.
    if (status !== 'error' && submission.files.length > 0) this.#byKey.set(keyOf(record), { status, reason, tasks });
  }

  #keyOf({ digest }: SubmissionResult['submission']): string {
    const { lab, image, seed } = this.#plan;
    return gradeKey(lab.digest, image, seed, digest);
  }
}

/** Whether there is something to judge: who handed in nothing of it is rejected. */
function hasWork({ tasks }: ClassPlan['lab'], { files }: SubmissionResult['submission']): boolean {
  const handedIn = files
    .filter(({ size }) => size <= LARGEST_FILE)
    .map(({ path }) => [path, new Uint8Array(0)] as const);
  return tasks.some((task) => Object.keys(taskFiles(task, Object.fromEntries(handedIn)).files).length > 0);
}
