// Courses that are drawn by chance before a run: which thread is preferred, and at which of the points the processor is taken.
import type { Preemption } from '#machine/schedule.js';
import type { Trace } from '#machine/trace.js';
import type { Chance } from '#util/chance.js';
import { isMaker, pointsOf } from './points.js';
import type { Tried } from './strategy.js';

/** What is still to come of it. */
export interface Course {
  /** Which of the threads that the first one makes, counted from 1, is preferred from its beginning; 0: nobody, or it has begun. */
  readonly preferred: number;
  /** Points, by how many come before them in the run, in ascending order. */
  readonly steps: readonly number[];
}

/** A preemption of a course, and what comes after it. */
export interface Step {
  readonly preemption: Preemption;
  readonly rest: Course;
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
export function nextOf({ preferred, steps }: Course, { preemptions, trace }: Tried): Step | undefined {
  const last = preemptions.at(-1)?.at ?? -1;
  const [step = -1, ...later] = steps;
  const birth = birthsIn(trace)[preferred - 1];
  const point = pointsOf(trace).points[step]?.at;
  const at = Math.min(...[birth, point].filter((one) => one !== undefined && one > last).map(Number));
  if (at === Infinity) return undefined;
  return {
    preemption: { at },
    // Where a call or a block was to begin when the processor was taken, it begins later: nothing is done a second time.
    rest: { preferred: birth === at ? 0 : preferred, steps: point === at ? later : steps },
  };
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
