// Which schedules are tried.
import type { Preemption } from '#machine/schedule.js';
import type { Trace } from '#machine/trace.js';
import { Chance } from '#util/chance.js';
import { enemiesOf, isEnemy, type EnemyName } from './enemies.js';
import { nextOf, pctCourse, randomCourse, type Course } from './course.js';
import { byNovelty, pointsOf } from './points.js';

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
  /** Whether a run with the order of events of another one is looked at no further. */
  readonly leavesEqual: boolean;
  /** By chance: how many of the schedules that were drawn are executed to their last preemption, each as often as it was drawn. */
  readonly drawn: number;
}

export function strategyOf(options: StrategyOptions): Strategy {
  const { strategy, bound, depth, runs, seed, enemies = [] } = options;
  if (strategy === 'systematic') return systematic(bound, enemies);
  const chance = new Chance(seed);
  return new Drawn(runs, (trace) =>
    strategy === 'pct' ? pctCourse(trace, depth, chance) : randomCourse(trace, bound, chance),
  );
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
  return { first, next: (level) => level.flatMap(extend), leavesEqual: true, drawn: 0 };
}

/** Courses that chance draws. What leads to several of them, and what several of them are, is executed once. */
class Drawn implements Strategy {
  readonly leavesEqual = false;
  readonly #runs: number;
  readonly #draw: (trace: Trace) => Course;
  #drawn = 0;
  /** What is not whole, by the preemptions that lead there. */
  #open = new Map<string, Course[]>();

  constructor(runs: number, draw: (trace: Trace) => Course) {
    this.#runs = runs;
    this.#draw = draw;
  }

  get drawn(): number {
    return this.#drawn;
  }

  first(root: Tried): Preemption[][] {
    this.#open.set(
      keyOf(root.preemptions),
      Array.from({ length: this.#runs }, () => this.#draw(root.trace)),
    );
    return this.next([root]);
  }

  next(level: readonly Tried[]): Preemption[][] {
    const before = this.#open;
    this.#open = new Map();
    const schedules: Preemption[][] = [];
    for (const tried of level)
      for (const course of before.get(keyOf(tried.preemptions)) ?? []) {
        const step = nextOf(course, tried);
        if (!step) {
          this.#drawn++;
          continue;
        }
        const preemptions = [...tried.preemptions, step.preemption];
        const key = keyOf(preemptions);
        const known = this.#open.get(key);
        if (known) known.push(step.rest);
        else {
          this.#open.set(key, [step.rest]);
          schedules.push(preemptions);
        }
      }
    return schedules;
  }
}

function keyOf(preemptions: readonly Preemption[]): string {
  return preemptions.map(({ at }) => at).join();
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
