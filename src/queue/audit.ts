// Machines that lie: what workers found is compared with what this computer finds, and with what other workers found.
import { changeBetween } from '#classroom/compare.js';
import type { GradeJob } from '#lab/job.js';
import { decodeOutcome, isResult } from '#lab/wire.js';
import { IpclabError } from '#util/error.js';

export interface Answer {
  readonly worker: string;
  /** As `encodeOutcome` of the lab's wire gives it: equal outcomes are equal texts. */
  readonly outcome: string;
}

export interface AuditOptions {
  /** Grades on a machine of this computer; its answer as a worker's. */
  readonly here: (job: GradeJob) => Promise<string>;
  /** Of so many results of a worker the first is checked here; 0: none. */
  readonly every: number;
  /** A worker is found to be a broken machine; the sentence says how. */
  readonly onBroken: (worker: string, sentence: string) => void;
}

interface Standing {
  /** That came, or since the last one that could be checked. */
  results: number;
  /** That were used. */
  taken: number;
  broken: boolean;
  /** Settles when its first result has been checked; nothing of it is used before. */
  trusted: Promise<void> | undefined;
}

export class Audit {
  readonly #options: AuditOptions;
  readonly #workers = new Map<string, Standing>();

  constructor(options: AuditOptions) {
    this.#options = options;
  }

  /**
   * Takes a worker's answer, checked where it has to be.
   *
   * @returns the answer, or this computer's where the worker is broken
   */
  async accept(job: GradeJob, answer: Answer): Promise<string> {
    const standing = this.#standingOf(answer.worker);
    if (!standing.broken && isResult(answer.outcome)) {
      const { every } = this.#options;
      const isDue = every > 0 && standing.results++ % every === 0;
      const check = isDue ? this.#check(job, answer, standing) : undefined;
      standing.trusted ??= check;
      await check;
      await standing.trusted;
    }
    // Also when it was found out meanwhile, by another of its results.
    if (standing.broken) return this.#options.here(job);
    standing.taken++;
    return answer.outcome;
  }

  /** Compares a second answer to a job with the one that was used. */
  async compare(job: GradeJob, used: Answer, second: Answer): Promise<void> {
    if (used.outcome === second.outcome || !isResult(used.outcome) || !isResult(second.outcome)) return;
    const here = await this.#options.here(job);
    if (!isResult(here)) return;
    for (const answer of [used, second])
      if (answer.outcome !== here) await this.#decide(job, answer, here, this.#standingOf(answer.worker));
  }

  async #check(job: GradeJob, answer: Answer, standing: Standing): Promise<void> {
    const here = await this.#options.here(job);
    // This computer lost its machine: the next result is checked in place of this one.
    if (!isResult(here)) {
      standing.results = 0;
      standing.trusted = undefined;
    } else if (here !== answer.outcome) await this.#decide(job, answer, here, standing);
  }

  /** @throws IpclabError `internal` when it is this computer that gives two results */
  async #decide(job: GradeJob, { worker, outcome }: Answer, here: string, standing: Standing): Promise<void> {
    if (standing.broken) return;
    const again = await this.#options.here(job);
    if (isResult(again) && again !== here)
      throw new IpclabError('internal', 'this computer has found two results for one job; its memory may be bad');
    standing.broken = true;
    const difference = changeBetween(decodeOutcome(here), decodeOutcome(outcome)) ?? 'in details';
    const before =
      standing.taken > 0 ? `; ${standing.taken} results of it were taken before: compare them with ipclab regrade` : '';
    this.#options.onBroken(
      worker,
      `worker ${worker} is a broken machine: this computer has found something else twice (${difference})${before}`,
    );
  }

  #standingOf(worker: string): Standing {
    const known = this.#workers.get(worker);
    if (known) return known;
    const standing: Standing = { results: 0, taken: 0, broken: false, trusted: undefined };
    this.#workers.set(worker, standing);
    return standing;
  }
}
