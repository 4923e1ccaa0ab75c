// Runs a program under many schedules, and says what came of it.
import type { Preemption, Schedule } from '#machine/schedule.js';
import type { Trace } from '#machine/trace.js';
import { run } from '#work/run.js';
import { isEnemy, isLoss } from './enemies.js';
import { failureOf, type FailureKind, type Outcome } from './outcome.js';
import { pointsOf, type Points } from './points.js';
import { strategyOf, type StrategyOptions, type Tried } from './strategy.js';

export interface Attempt {
  readonly outcome: Outcome;
  readonly trace: Trace;
}

/** A program that is ready to begin, as often as one likes, from the same moment. */
export type Attempts = (
  schedule: Schedule,
  agents: readonly string[] | undefined,
  signal: AbortSignal | undefined,
) => Promise<Attempt>;

export interface ExploreOptions extends StrategyOptions {
  /** What it should come to; undefined: what it comes to without a preemption. */
  readonly right?: Outcome | undefined;
  /** Runs at a time. */
  readonly concurrency: number;
  /** No further schedule is begun once a failure is found. */
  readonly stopsAtFailure: boolean;
  /** No further schedule is begun when this says so. */
  readonly isOver: () => boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Progress {
  readonly done: number;
  /** As far as it is known. */
  readonly total: number;
  readonly failures: number;
}

/** Schedules that came to the same. */
export interface OutcomeCount {
  readonly outcome: Outcome;
  count: number;
  /** The first of them. */
  readonly preemptions: readonly Preemption[];
  readonly failure: FailureKind | null;
}

export interface Failure {
  readonly kind: FailureKind;
  readonly outcome: Outcome;
  readonly schedule: Schedule;
  /** Which of the schedules it was, counted from 1. */
  readonly number: number;
}

export interface Exploration {
  /** From where the processor stopped after each basic block. */
  readonly from: number;
  readonly agents: readonly string[];
  readonly points: Points;
  readonly instructions: number;
  readonly schedules: number;
  /** How many schedules that chance drew these are. */
  readonly drawn: number;
  /** Of these, how many had an enemy. */
  readonly enemies: number;
  /** Of these, how many led to an order of events that another one had led to. */
  readonly equal: number;
  /** All schedules of the strategy were tried. */
  readonly isComplete: boolean;
  readonly outcomes: readonly OutcomeCount[];
  /** What the others are compared with. */
  readonly right: Outcome;
  readonly failure: Failure | null;
}

/** Instructions before the program's own code at which the processor begins to stop after each basic block. */
const AHEAD = 2000;

/** Looks from where the program's own code begins, and who else there is. */
export async function scout(
  attempt: Attempts,
  signal?: AbortSignal,
): Promise<{ readonly from: number; readonly agents: readonly string[] }> {
  const { trace } = await attempt({ from: 0, preemptions: [] }, undefined, signal);
  return { from: Math.max(0, (trace.threads[0]?.started ?? 0) - AHEAD), agents: trace.agents };
}

export async function explore(attempt: Attempts, options: ExploreOptions): Promise<Exploration> {
  const { signal, concurrency, stopsAtFailure, isOver } = options;
  const { from, agents } = await scout(attempt, signal);
  const results: Result[] = [];
  const orders = new Set<string>();
  let equal = 0;
  let skipped = 0;
  let failures = 0;

  const base = await attempt({ from, preemptions: [] }, agents, signal);
  const { right = base.outcome } = options;
  const strategy = strategyOf(options);

  /** @returns whether it is worth looking further from there */
  const take = (preemptions: readonly Preemption[], { outcome, trace }: Attempt): boolean => {
    const failure = failureUnder(preemptions, outcome, right);
    results.push({ outcome, preemptions, failure });
    if (failure) failures++;
    // Another run has the same turns with nothing else happening in it, and that one is looked at further.
    if (preemptions.some(isEnemy)) return false;
    const order = orderOf(trace);
    const isNew = !orders.has(order);
    if (isNew) orders.add(order);
    else equal++;
    return (isNew || !strategy.leavesEqual) && failure === null;
  };
  const root: Tried = { preemptions: [], trace: base.trace };
  const points = pointsOf(base.trace);
  let level = take([], base) ? strategy.first(root) : [];
  while (level.length > 0) {
    const further: Tried[] = [];
    const jobs = level.map((preemptions) => async (ended: AbortSignal): Promise<Attempt | undefined> => {
      if (isOver() || (stopsAtFailure && failures > 0)) return undefined;
      return attempt({ from, preemptions }, agents, ended);
    });
    let index = 0;
    await run(jobs, {
      concurrency,
      signal,
      onResult: (result) => {
        const preemptions = level[index++] ?? [];
        // What others had begun by then does not count: which that is depends on how fast they are.
        if (!result || (stopsAtFailure && failures > 0)) skipped++;
        else if (take(preemptions, result)) further.push({ preemptions, trace: result.trace });
        options.onProgress?.({ done: results.length, total: results.length + level.length - index, failures });
      },
    });
    const next = strategy.next(further);
    level = skipped > 0 ? [] : next;
  }
  const first = results.findIndex(({ failure }) => failure !== null);
  const found = results[first];
  return {
    from,
    agents,
    points,
    instructions: base.trace.instructions,
    schedules: results.length,
    drawn: strategy.drawn,
    equal,
    isComplete: skipped === 0,
    enemies: results.filter(({ preemptions }) => preemptions.some(isEnemy)).length,
    outcomes: counted(results),
    right,
    failure: found?.failure
      ? {
          kind: found.failure,
          outcome: found.outcome,
          schedule: { from, preemptions: found.preemptions },
          number: first + 1,
        }
      : null,
  };
}

/**
 * Runs with the same order of turns, each at the same place of its thread's own course, are the same run: where no memory is
 * shared, calls are such places, else basic blocks.
 */
function orderOf(trace: Trace): string {
  const { sharesMemory } = pointsOf(trace);
  const turns = trace.turns.map(({ thread, blocks, calls, address }) =>
    sharesMemory ? `${thread}.${blocks}.${address}` : `${thread}.${calls}`,
  );
  return turns.join(' ');
}

interface Result {
  readonly outcome: Outcome;
  readonly preemptions: readonly Preemption[];
  readonly failure: FailureKind | null;
}

function failureUnder(preemptions: readonly Preemption[], outcome: Outcome, right: Outcome): FailureKind | null {
  return preemptions.some(isLoss) ? outcome.wrong : failureOf(outcome, right);
}

function counted(results: readonly Result[]): OutcomeCount[] {
  const counts = new Map<string, OutcomeCount>();
  for (const { outcome, preemptions, failure } of results) {
    const key = `${failure} ${outcome.key}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { outcome, count: 1, preemptions, failure });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
