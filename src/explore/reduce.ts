// The shortest story: the fewest preemptions that still fail alike, each as late as it can be.
import type { Preemption } from '#machine/schedule.js';
import { isEnemy } from './enemies.js';
import { failureOf, type Outcome } from './outcome.js';
import type { Attempt, Attempts, Failure } from './explore.js';
import { pointsOf } from './points.js';

/** Steps by which a preemption is moved at most. */
const MOST_STEPS = 40;

export interface Reduced {
  readonly failure: Failure;
  readonly attempt: Attempt;
  /** One point later it does not fail so any more. */
  readonly isLatest: boolean;
}

export async function reduce(
  attempts: Attempts,
  failure: Failure,
  {
    right,
    agents,
    signal,
  }: {
    readonly right: Outcome;
    readonly agents: readonly string[];
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Reduced> {
  const { from } = failure.schedule;
  const attempt = (preemptions: readonly Preemption[]): Promise<Attempt> =>
    attempts({ from, preemptions }, agents, signal);
  let preemptions = failure.schedule.preemptions;
  let last = await attempt(preemptions);

  const tryThis = async (candidate: readonly Preemption[]): Promise<boolean> => {
    const one = await attempt(candidate);
    if (failureOf(one.outcome, right) !== failure.kind) return false;
    [preemptions, last] = [candidate, one];
    return true;
  };
  for (let index = preemptions.length - 1; index >= 0; index--) {
    await tryThis(preemptions.filter((_, other) => other !== index));
  }
  let isLatest = true;
  for (let index = preemptions.length - 1; index >= 0; index--) {
    const moved = preemptions[index];
    if (!moved || isEnemy(moved)) continue;
    // After a preemption the course is another; where it could be instead is told by the run without it.
    const without = await attempt(preemptions.slice(0, index));
    const next = preemptions[index + 1]?.at ?? Infinity;
    const later = pointsOf(without.trace, moved.at).points.filter(({ at }) => at < next);
    let steps = 0;
    for (const { at } of later.slice(0, MOST_STEPS)) {
      if (!(await tryThis(preemptions.map((one, other) => (other === index ? { at } : one))))) break;
      steps++;
    }
    if (steps === MOST_STEPS) isLatest = false;
  }
  return { failure: { ...failure, outcome: last.outcome, schedule: { from, preemptions } }, attempt: last, isLatest };
}
