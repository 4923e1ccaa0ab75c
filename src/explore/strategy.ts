// Which schedules are tried.
import type { Preemption } from '#machine/schedule.js';
import type { Trace } from '#machine/trace.js';
import { Chance } from '#util/chance.js';
import { enemiesOf, isEnemy, type EnemyName } from './enemies.js';
import { byNovelty, isMaker, pointsOf, type Points } from './points.js';

export const STRATEGIES = ['systematic', 'pct', 'random'] as const;
export type StrategyName = (typeof STRATEGIES)[number];

export interface StrategyOptions {
  readonly strategy: StrategyName;
  /** Systematic and random: most preemptions of a schedule. */
  readonly bound: number;
  /** PCT: the depth of the bugs that it is to find. */
  readonly depth: number;
  /** PCT and random: how many schedules. */
  readonly runs: number;
  readonly seed: number;
  /** Systematic: what else is tried, once in a run that has nothing more. Default: nothing. */
  readonly enemies?: readonly EnemyName[] | undefined;
}

/** A run that was tried: its preemptions, and what its programs did. */
export interface Tried {
  readonly preemptions: readonly Preemption[];
  readonly trace: Trace;
}

/** Gives schedules a level at a time, so that what is tried does not depend on how many are tried side by side. */
export interface Strategy {
  /** Schedules of the first level. */
  first(root: Tried): readonly Preemption[][];
  /** Schedules of the next level; none: all are tried. */
  next(level: readonly Tried[]): readonly Preemption[][];
}

export function strategyOf(options: StrategyOptions): Strategy {
  const { strategy, bound, depth, runs, seed, enemies = [] } = options;
  if (strategy === 'systematic') return systematic(bound, enemies);
  const chance = new Chance(seed);
  const choose = (root: Tried): Preemption[][] => {
    const points = pointsOf(root.trace);
    const one = strategy === 'pct' ? pctSchedule : randomSchedule;
    return Array.from({ length: runs }, () => one(root.trace, points, strategy === 'pct' ? depth : bound, chance));
  };
  return { first: choose, next: () => [] };
}

/** All with at most so many preemptions at the points of the run that they belong to. */
function systematic(bound: number, enemies: readonly EnemyName[]): Strategy {
  const extend = ({ preemptions, trace }: Tried): Preemption[][] => {
    if (preemptions.length >= bound || preemptions.some(isEnemy)) return [];
    const { points } = pointsOf(trace, preemptions.at(-1)?.at);
    return byNovelty(points).map(({ at }) => [...preemptions, { at }]);
  };
  const first = (root: Tried): Preemption[][] => [
    ...enemiesOf(root.trace, enemies).map((one) => [one]),
    ...extend(root),
  ];
  return { first, next: (level) => level.flatMap(extend) };
}

/**
 * PCT (Burckhardt and others, 2010) where a change of priority is the loss of the processor: one of the threads is preferred from its
 * beginning, and the processor is taken from whoever runs at d − 1 of the points.
 */
function pctSchedule(trace: Trace, { points }: Points, depth: number, chance: Chance): Preemption[] {
  const births = trace.calls.filter(({ number, result }) => isMaker(number) && result !== null && result > 0);
  const preferred = chance.below(births.length + 1);
  const birth = births[preferred - 1]?.returned;
  const changes = chance.some(points, depth - 1).map(({ at }) => at);
  const all = new Set(birth === undefined || birth === null ? changes : [birth, ...changes]);
  return [...all].sort((a, b) => a - b).map((at) => ({ at }));
}

/** What the probabilities of PCT depend on: its n threads and its k points. */
interface Size {
  readonly threads: number;
  readonly points: { readonly length: number };
}

/** The least probability with which a schedule of PCT shows a bug of this depth. */
export function pctProbability({ points, threads }: Size, depth: number): number {
  return 1 / (Math.max(1, threads) * Math.max(1, points.length) ** (depth - 1));
}

function randomSchedule(_: Trace, { points }: Points, bound: number, chance: Chance): Preemption[] {
  return chance.some(points, 1 + chance.below(bound)).map(({ at }) => ({ at }));
}
