// A class through a queue: whatever was graded before is not run again, and whatever is graded is written down at once.
import type { JobOutcome, LabPlan } from '#lab/job.js';
import type { SubmissionResult } from '#lab/result.js';
import { run } from '#work/run.js';
import type { Described } from './describe.js';
import type { GradingHost } from './hosts/host.js';
import { gradeKey, keyOf, type Ledger, type LedgerContent, type LedgerRecord } from './ledger/ledger.js';
import type { SourceStore } from './ledger/store.js';
import { runJob, type Outcome } from './run-job.js';
import type { Pace } from './time-left.js';

export interface ClassPlan {
  readonly lab: LabPlan;
  readonly image: SubmissionResult['image'];
  /** Added to the seeds of the lab. */
  readonly seed: number;
  readonly assemble: (
    submission: SubmissionResult['submission'],
    outcome: Outcome,
    graded: SubmissionResult['graded'],
  ) => SubmissionResult;
}

export interface ClassOptions {
  readonly host: GradingHost;
  readonly store: SourceStore;
  readonly ledger: Ledger;
  /** What the ledger held when it was opened. */
  readonly known: LedgerContent;
  /** Submissions at a time. */
  readonly jobs: number;
  /** For one submission, ms of this host's clock; undefined: by the lab's own limits. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (pace: Pace) => void;
}

/**
 * Grades what was not graded yet.
 *
 * @returns a result for each submission, in their order, however many jobs there were
 * @throws IpclabError `aborted` by the signal, or what no other machine mends; what was graded until then is in the ledger
 */
export async function gradeClass(
  plan: ClassPlan,
  submissions: readonly Described[],
  options: ClassOptions,
): Promise<SubmissionResult[]> {
  const { known, jobs, signal, onProgress } = options;
  const results = new Map<Described, SubmissionResult>();
  const book = new Book(plan, options, known.records);
  const waiting = new Map<string, Described[]>();
  for (const each of submissions) {
    const outcome = book.outcomeOf(each);
    if (outcome) results.set(each, await book.enter(each, outcome, 0));
    else waiting.set(each.submission.digest, [...(waiting.get(each.submission.digest) ?? []), each]);
  }
  const began = performance.now();
  let done = 0;
  const work = async (members: readonly Described[], ended: AbortSignal): Promise<void> => {
    const start = performance.now();
    const outcome = await runJob(plan, members[0]?.submission.files ?? [], options, ended);
    // The same work of several students is run once, and each of them has a result.
    const duration = Math.round(performance.now() - start);
    for (const member of members) results.set(member, await book.enter(member, outcome, duration));
    done++;
    onProgress({ done, total: waiting.size, elapsed: performance.now() - began });
  };
  onProgress({ done, total: waiting.size, elapsed: 0 });
  const all = [...waiting.values()].map((members) => (ended: AbortSignal) => work(members, ended));
  await run(all, { concurrency: jobs, signal });
  return submissions.map((each) => results.get(each)).filter((result) => result !== undefined);
}

/** The ledger as this run of grading knows it. */
class Book {
  readonly #plan: ClassPlan;
  readonly #ledger: Ledger;
  readonly #byKey = new Map<string, JobOutcome>();
  readonly #byName = new Map<string, SubmissionResult>();

  constructor(plan: ClassPlan, { ledger }: ClassOptions, records: readonly LedgerRecord[]) {
    this.#plan = plan;
    this.#ledger = ledger;
    for (const record of records) this.#remember(record);
  }

  /** What is known without running anything. */
  outcomeOf({ submission, reason }: Described): Outcome | undefined {
    if (reason !== null) return { status: 'rejected', reason, tasks: [] };
    return this.#byKey.get(this.#keyOf(submission));
  }

  /** @param duration of the run that it came from, ms */
  async enter({ submission }: Described, outcome: Outcome, duration: number): Promise<SubmissionResult> {
    const graded = { at: new Date().toISOString(), duration };
    const result = this.#plan.assemble(submission, outcome, graded);
    const before = this.#byName.get(submission.id);
    if (before?.digest === result.digest) return before;
    const record = { seed: this.#plan.seed, result };
    await this.#ledger.append(record);
    this.#remember(record);
    return result;
  }

  #remember(record: LedgerRecord): void {
    const { result } = record;
    const { submission, status, reason, tasks } = result;
    this.#byName.set(submission.id, result);
    // An archive that cannot be read has no files; its reason is its own, not that of all such archives.
    if (status !== 'error' && submission.files.length > 0) this.#byKey.set(keyOf(record), { status, reason, tasks });
  }

  #keyOf({ digest }: SubmissionResult['submission']): string {
    const { lab, image, seed } = this.#plan;
    return gradeKey(lab.digest, image, seed, digest);
  }
}
