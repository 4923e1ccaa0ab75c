// What came of an exploration, in words.
import { count } from '#facts/explain/words.js';
import type { Preemption } from '#machine/schedule.js';
import { isEnemy } from './enemies.js';
import type { Exploration, Failure } from './explore.js';
import type { FailureKind } from './outcome.js';
import type { Points } from './points.js';
import { pctProbability, type StrategyName } from './strategy.js';

export interface Asked {
  readonly strategy: StrategyName;
  readonly bound: number;
  readonly depth: number;
  /** Where there is what it should print; otherwise that is what it prints without a preemption. */
  readonly expect?: string | undefined;
}

/** What a statement is made of. */
type Counted = Pick<Exploration, 'schedules' | 'drawn' | 'equal' | 'enemies' | 'points' | 'isComplete' | 'outcomes'> & {
  /** Milliseconds of this machine's time. */
  readonly elapsed: number;
};

/** What fails, which schedule showed it, and how few preemptions are enough. */
export function failureWords(
  { kind, number, schedule }: Pick<Failure, 'kind' | 'number' | 'schedule'>,
  { expect }: Asked,
): string {
  const other = expect === undefined ? 'differs from the run without a preemption' : 'is not what it should be';
  return `${kindWords(kind, other)}; found by schedule ${number}, ${leastWords(schedule.preemptions)}`;
}

/** @param other what is said of what may be right by itself */
function kindWords(kind: FailureKind, other: string): string {
  const words: Readonly<Record<FailureKind, string>> = {
    assertion: 'an assertion fails',
    crash: 'it crashes',
    hang: 'it hangs',
    status: `its exit status ${other}`,
    output: `its output ${other}`,
    check: 'a check does not hold',
    'left-behind': `what it leaves behind ${other}`,
  };
  return words[kind];
}

function leastWords(preemptions: readonly Preemption[]): string {
  const least = preemptions.length;
  if (preemptions.some(isEnemy)) return 'with an enemy';
  if (least === 0) return 'without any preemption';
  return `${count(least, 'preemption')} ${least === 1 ? 'is' : 'are'} enough`;
}

/** What was tried, and what that says. */
export function statementOf(explored: Counted, { strategy, bound, depth }: Asked): string {
  const { schedules: tried, drawn, equal, enemies, points, isComplete, elapsed, outcomes } = explored;
  const schedules = tried - enemies;
  const { length } = points.points;
  const places = `${count(length, 'point')} of ${count(points.threads, 'thread')}`;
  const rate = (tried / Math.max(0.001, elapsed / 1000)).toFixed(0);
  const failed = outcomes.filter(({ failure }) => failure).reduce((sum, { count }) => sum + count, 0);
  const result = failed === 0 ? 'no failure' : `${failed} failed`;
  const same = equal > 0 ? `; ${equal} of them led to an order of events that another had led to` : '';
  const pace = `${(elapsed / 1000).toFixed(1)} s, ${rate} a second`;
  if (strategy === 'systematic') {
    const and = enemies > 0 ? `, and ${enemies} with an enemy` : '';
    const all = isComplete
      ? `all ${count(schedules, 'schedule')} with at most ${count(bound, 'preemption')} at ${places}${and}`
      : `${count(schedules, 'schedule')} with at most ${count(bound, 'preemption')} at ${places}${and}, which are not all`;
    return `${all}: ${result} (${pace}${same})`;
  }
  const chosen = strategy === 'pct' ? `PCT chose, d = ${depth}` : `chance chose, at most ${count(bound, 'preemption')}`;
  const missed =
    strategy === 'pct' && failed === 0
      ? `; by PCT's formula a bug of depth ${depth} is missed with a probability of at most ${missedBy(explored, depth)}`
      : '';
  return `${count(drawn, 'schedule')} that ${chosen}, at ${places}, in ${count(tried, 'run')}: ${result}${missed} (${pace}${same})`;
}

function missedBy({ points, drawn }: Counted, depth: number): string {
  return ((1 - pctProbability(points, depth)) ** drawn).toPrecision(2);
}

/** What no schedule of a program with these points says anything about, a phrase each. */
export function notCovered({ leftOut, sharesMemory }: Points): string[] {
  return [
    'a preemption within a basic block or within a call',
    ...(sharesMemory ? [] : ['one between two calls, since nothing shares memory']),
    ...(leftOut > 0 ? [`${count(leftOut, 'later pass', 'later passes')} of loops`] : []),
    'processors that run side by side, and the orders of memory that they allow',
  ];
}
