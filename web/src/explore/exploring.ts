// Try every order: a program under all schedules that matter, on machines of their own beside the page's.
import { signal } from '@preact/signals';
import { machinesOf } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import type { EnemyName } from '#explore/enemies.js';
import type { Progress } from '#explore/explore.js';
import type { StrategyName } from '#explore/strategy.js';
import { exploreProgram, type Explored } from '#hosts/worker/exploring.js';
import { runAlone, type Machines } from '#hosts/worker/machines.js';
import { firstDifference } from '#record/compare.js';
import type { RunRecord, RunRequest } from '#record/record.js';
import { hasCode } from '#util/error.js';
import { imageFor } from '../check/check-lab.js';
import { problemOf } from '../session/failure.js';
import type { Project, ProjectSource } from '../session/project.js';

/** What is tried. */
export const ASKED = { strategy: 'systematic', bound: 2, depth: 1 } as const satisfies {
  strategy: StrategyName;
  bound: number;
  depth: number;
};

/** How far it has come. */
export type Orders =
  | { readonly kind: 'none' }
  /** `progress`: undefined until it is compiled. */
  | { readonly kind: 'trying'; readonly name: string; readonly progress: Progress | undefined }
  | { readonly kind: 'done'; readonly name: string; readonly explored: Explored }
  /** Why nothing is tried. */
  | { readonly kind: 'failed'; readonly name: string; readonly sentences: readonly string[] };

/** What came of running a failing schedule again; `difference`: undefined where there is none. */
export type Again =
  | { readonly kind: 'none' | 'running' }
  | { readonly kind: 'done'; readonly instructions: number; readonly difference: string | undefined }
  | { readonly kind: 'failed'; readonly sentence: string };

/** Schedules: some minutes, and the beginning of what is tried finds most. Not a time, so that each computer says the same. */
const MOST_SCHEDULES = 1000;
/** Machines at a time: each has some 300 MB. */
const MOST_MACHINES = 3;
/** The page and its own machine go on meanwhile. */
const LEFT_FREE = 1;

export class Exploring {
  readonly orders = signal<Orders>({ kind: 'none' });
  readonly again = signal<Again>({ kind: 'none' });
  /** What else may happen to the program. */
  readonly enemies = signal<readonly EnemyName[]>([]);
  readonly #images: readonly Parts[];
  readonly #chosen: () => Parts;
  readonly #source: ProjectSource;
  /** Ends what is under way. */
  #ended = new AbortController();
  /** Has it tell what it found so far. */
  #enough = new AbortController();

  /**
   * @param images with one of which a lab's work is compiled
   * @param chosen what everything else is compiled with, as it is at the time
   */
  constructor(images: readonly Parts[], chosen: () => Parts, source: ProjectSource) {
    this.#images = images;
    this.#chosen = chosen;
    this.#source = source;
  }

  /** @param request of one of the project's programs, or a sentence that says why there is none */
  async explore(name: string, request: RunRequest | string, project: Project): Promise<void> {
    if (this.orders.peek().kind === 'trying') return;
    this.forget();
    if (typeof request === 'string') {
      this.orders.value = { kind: 'failed', name, sentences: [request] };
      return;
    }
    const { signal } = (this.#ended = new AbortController());
    const { signal: enough } = (this.#enough = new AbortController());
    this.orders.value = { kind: 'trying', name, progress: undefined };
    let tried = 1;
    try {
      await this.#source.save();
      const explored = await exploreProgram(this.#machines(project), request, {
        ...ASKED,
        enemies: this.enemies.peek(),
        runs: 0,
        seed: 0,
        output: 'lines',
        concurrency: Math.max(1, Math.min(MOST_MACHINES, navigator.hardwareConcurrency - LEFT_FREE)),
        stopsAtFailure: false,
        isOver: () => enough.aborted || tried++ >= MOST_SCHEDULES,
        signal,
        onProgress: ({ done, total, failures }) => {
          const progress = { done, total: Math.min(total, MOST_SCHEDULES), failures };
          if (!signal.aborted) this.orders.value = { kind: 'trying', name, progress };
        },
        sourceOf: (file) => project.files.get(file) ?? '',
        records: true,
      });
      if (!signal.aborted) this.orders.value = { kind: 'done', name, explored };
    } catch (error) {
      if (!signal.aborted) this.orders.value = { kind: 'failed', name, sentences: sentencesOf(error) };
    }
  }

  /** Tells what was found so far; before the first schedule nothing was. */
  stop(): void {
    const orders = this.orders.peek();
    if (orders.kind !== 'trying') return;
    if (orders.progress) this.#enough.abort();
    else this.forget();
  }

  /** Runs a schedule that failed on a machine fresh from its snapshot, and compares. */
  async runAgain({ request, clock, outcome }: RunRecord, project: Project): Promise<void> {
    const { signal } = this.#ended;
    this.again.value = { kind: 'running' };
    try {
      const { record } = await runAlone(this.#machines(project), request, clock, { signal });
      const difference = firstDifference(outcome, record.outcome);
      const { instructions } = record.outcome;
      if (!signal.aborted) this.again.value = { kind: 'done', instructions, difference };
    } catch (error) {
      if (!signal.aborted) this.again.value = { kind: 'failed', sentence: problemOf(error).sentence };
    }
  }

  /** Another project is open, or another program is tried: what was said, and what is under way, is over. */
  forget(): void {
    this.#ended.abort();
    this.orders.value = { kind: 'none' };
    this.again.value = { kind: 'none' };
  }

  /** A lab's work is tried with the compiler that it is graded with. */
  #machines({ lab }: Project): Machines {
    return machinesOf(lab ? imageFor(lab, this.#images) : this.#chosen());
  }
}

function sentencesOf(error: unknown): string[] {
  if (hasCode(error, 'build-failed')) return ['It does not compile; Run shows why.'];
  const { sentence, cure } = problemOf(error);
  return [sentence, cure];
}
