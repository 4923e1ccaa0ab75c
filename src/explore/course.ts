// Courses that are drawn by chance before a run: which thread is preferred, and at which of the points the processor is taken.
import type { Preemption } from '#machine/schedule.js';
import type { Trace } from '#machine/trace.js';
import type { Chance } from '#util/chance.js';
import { isMaker, pointsOf } from './points.js';
import type { Tried } from './strategy.js';

export interface Course {
  /** Which of the threads that the first one makes, counted from 1, is preferred from its beginning; 0: the first one is. */
  readonly preferred: number;
  /** Points, by how many come before them in the run, in ascending order. */
  readonly steps: readonly number[];
}

/**
 * A course of PCT (Burckhardt and others, 2010) where a change of priority is the loss of the processor: one of the threads is preferred,
 * and the processor is taken from whoever runs at d − 1 of the points.
 *
 * @param trace of the run without a preemption, whose threads and points are PCT's n and k
 */
export function pctCourse(trace: Trace, depth: number, chance: Chance): Course {
  return { preferred: chance.below(birthsIn(trace).length + 1), steps: stepsIn(trace, depth - 1, chance) };
}

/** A course with so many preemptions at most, and one at least. */
export function randomCourse(trace: Trace, bound: number, chance: Chance): Course {
  return { preferred: 0, steps: stepsIn(trace, 1 + chance.below(bound), chance) };
}

/**
 * The next preemption of a course, which is at a point of the run with the earlier ones: it went another way than the run without them.
 *
 * @returns undefined: there is none, the run is the whole course
 */
export function nextOf({ preferred, steps }: Course, { preemptions, trace }: Tried): Preemption | undefined {
  const last = preemptions.at(-1)?.at ?? -1;
  const { points } = pointsOf(trace);
  const places = [birthsIn(trace)[preferred - 1], ...steps.map((step) => points[step]?.at)];
  const further = places.filter((at): at is number => at !== undefined && at > last);
  return further.length > 0 ? { at: Math.min(...further) } : undefined;
}

function stepsIn(trace: Trace, count: number, chance: Chance): number[] {
  return chance.some([...pointsOf(trace).points.keys()], count);
}

/** When each thread is there that another one makes. */
function birthsIn({ calls }: Trace): number[] {
  return calls.flatMap(({ number, result, returned }) =>
    isMaker(number) && result !== null && result > 0 && returned !== null ? [returned] : [],
  );
}
