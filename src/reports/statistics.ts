// A class in numbers.
import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { checksOf, countsFor, type State, stateOf } from './words.js';

export interface Statistics {
  readonly graded: readonly SubmissionResult[];
  readonly rejected: readonly SubmissionResult[];
  readonly errors: readonly SubmissionResult[];
  /** Of the points of those graded; undefined when there are none. */
  readonly points:
    { readonly mean: number; readonly median: number; readonly least: number; readonly most: number } | undefined;
  readonly maxPoints: number;
  /** How many of those graded have which share of the points: ten parts, the last one with its upper end. */
  readonly distribution: readonly number[];
  readonly checks: readonly CheckStatistics[];
}

export interface CheckStatistics {
  readonly task: string;
  readonly title: string;
  readonly hidden: boolean;
  readonly states: Readonly<Record<State, number>>;
  /** Points that were reached, on average, of what there is. */
  readonly mean: number;
  readonly maxPoints: number;
}

const PARTS = 10;

export function statistics({ results: all }: ClassResult): Statistics {
  const results = all.filter(countsFor);
  const graded = results.filter(({ status }) => status === 'graded');
  return {
    graded,
    rejected: results.filter(({ status }) => status === 'rejected'),
    errors: results.filter(({ status }) => status === 'error'),
    points: summary(graded.map(({ points }) => points).sort((a, b) => a - b)),
    maxPoints: Math.max(0, ...results.map(({ maxPoints }) => maxPoints)),
    distribution: distribution(graded),
    checks: byCheck(graded),
  };
}

function summary(sorted: readonly number[]): Statistics['points'] {
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  const [lower = least, upper = most] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return { least, most, mean: sorted.reduce((sum, one) => sum + one, 0) / sorted.length, median: (lower + upper) / 2 };
}

function distribution(graded: readonly SubmissionResult[]): number[] {
  const parts = new Array<number>(PARTS).fill(0);
  for (const { points, maxPoints } of graded) {
    const share = maxPoints > 0 ? Math.min(1, Math.max(0, points / maxPoints)) : 0;
    const part = Math.min(PARTS - 1, Math.floor(share * PARTS));
    parts[part] = (parts[part] ?? 0) + 1;
  }
  return parts;
}

interface CheckSum extends Omit<CheckStatistics, 'mean'> {
  readonly states: Record<State, number>;
  points: number;
}

function byCheck(graded: readonly SubmissionResult[]): CheckStatistics[] {
  const found = new Map<string, CheckSum>();
  for (const { task, check } of graded.flatMap(checksOf)) {
    const key = JSON.stringify([task.name, check.name]);
    const entry = found.get(key) ?? {
      task: task.title,
      title: check.title,
      hidden: check.hidden,
      states: { passed: 0, failed: 0, 'does not compile': 0, skipped: 0, error: 0 },
      points: 0,
      maxPoints: check.maxPoints,
    };
    entry.states[stateOf(check)]++;
    entry.points += check.points;
    found.set(key, entry);
  }
  return [...found.values()].map(({ points, ...sum }) => ({ ...sum, mean: points / graded.length }));
}
