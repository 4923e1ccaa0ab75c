// What a class was graded by and where, as far as reports show it.
import type { RunPlan, TaskPlan } from '#lab/job.js';
import type { Place } from '#lab/place.js';
import type { SubmissionResult } from '#lab/result.js';
import type { Drawing } from '#xray/picture/drawing.js';
import type { Gradebook } from './platform/gradebook.js';

/** Works of which each is alike to another of them. */
export interface SimilarGroup {
  /** Digests of submissions. */
  readonly digests: readonly string[];
  /** Of the pairs that are alike, the shares of the least and the most alike, from 0 to 1. */
  readonly least: number;
  readonly most: number;
}

export interface Ground {
  /** As they were run. */
  readonly tasks: readonly TaskPlan[];
  /** The address of a page that opens with a submission's files and what a run gives them; undefined: there is none. */
  readonly linkTo: (submission: SubmissionResult['submission'], task: string, run: string) => string | undefined;
  /** What happened in a run in which a check failed, drawn; null: with the recorder another run came of it; undefined: it is not known. */
  readonly drawingOf: (submission: SubmissionResult['submission'], place: Place) => Drawing | null | undefined;
  /** The command that has results again, without the names of students at its end; undefined: not known. */
  readonly regrade: string | undefined;
  /** Whose points are others than they were, a sentence each. */
  readonly changes: readonly string[];
  /** Works that are alike, where they were compared. */
  readonly similar: readonly SimilarGroup[];
  /** The learning platform's own, where the roster is one. */
  readonly gradebook: Gradebook | undefined;
}

export const NO_GROUND: Ground = {
  tasks: [],
  linkTo: () => undefined,
  drawingOf: () => undefined,
  regrade: undefined,
  changes: [],
  similar: [],
  gradebook: undefined,
};

/** How one run was made, for whoever wants to see it. */
export interface Shown {
  readonly task: TaskPlan;
  readonly run: RunPlan;
  readonly seed: number;
  readonly link: string | undefined;
}

/** The runs in which a check failed. */
export function failuresOf(
  { tasks, linkTo }: Ground,
  submission: SubmissionResult['submission'],
  taskName: string,
  failedIn: readonly { readonly run: string; readonly seed: number }[] = [],
): Shown[] {
  const task = tasks.find(({ name }) => name === taskName);
  return failedIn.flatMap(({ run: name, seed }) => {
    const run = task?.runs.find((one) => one.name === name);
    return task && run ? [{ task, run, seed, link: linkTo(submission, taskName, name) }] : [];
  });
}
