// What a student handed in, as grading takes it.
import type { Student } from '#lab/result.js';
import type { Files } from '#scenario/setting.js';
import type { Moment } from './moment.js';

export interface Submission {
  /** Unique in its class, and safe as the name of a file. */
  readonly id: string;
  readonly student: Student;
  /** The path that was given, as a person would recognise it. */
  readonly source: string;
  /** By their path, where the lab looks for them. */
  readonly files: Files;
  /** What was odd about it, a sentence each. */
  readonly notes: readonly string[];
  /** Undefined: nothing says when. */
  readonly handedIn?: Moment | undefined;
  /** The learning platform says that it came too late. */
  readonly late?: boolean;
  /** Whose it is, only the student's own file says. */
  readonly claimed?: boolean;
  /** Why there is nothing to grade, in a sentence; null when there is. */
  readonly reason: string | null;
}
