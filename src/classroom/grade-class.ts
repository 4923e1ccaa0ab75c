// A class through a queue: whatever was graded before is not run again, and whatever is graded is written down at once.
import type { LabPlan } from '#lab/job.js';
import type { SubmissionResult, TaskResult } from '#lab/result.js';
import { run } from '#work/run.js';
import type { Described } from './describe.js';
import type { GradingHost } from './hosts/host.js';
import { Book } from './ledger/book.js';
import type { Ledger, LedgerContent } from './ledger/ledger.js';
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
  const book = new Book(plan, options.ledger, known.records);
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
    const [first] = members;
    const known = first ? book.knownTasks(first) : new Map<string, TaskResult>();
    const only = plan.lab.tasks.map(({ name }) => name).filter((name) => !known.has(name));
    const more = known.size === 0 ? {} : { only };
    const files = await options.store.load(first?.submission.files ?? []);
    const outcome = withKnown(plan, known, await runJob(plan, files, options, ended, more));
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

/** What was run, with what was known of the other tasks in between. */
function withKnown({ lab }: ClassPlan, known: ReadonlyMap<string, TaskResult>, outcome: Outcome): Outcome {
  if ('error' in outcome || outcome.status === 'rejected') return outcome;
  const tasks = lab.tasks.flatMap(
    ({ name }) => known.get(name) ?? outcome.tasks.find((task) => task.name === name) ?? [],
  );
  return known.size === 0 ? outcome : { ...outcome, tasks };
}
