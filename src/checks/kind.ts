// A kind of check of a lab: a field of `expect`.
import type * as z from 'zod';
import type { Leaves } from './leaves.js';
import type { Compilation, LookedAt } from './observed.js';
import type { TextPair } from './text-kind.js';

/** The run that a check looks at, before it has taken place. */
export interface PlannedRun {
  /** The names that its scripts give to their looks. */
  readonly looks: readonly string[];
  readonly trace: boolean;
  /** How many parties it has. */
  readonly parties: number;
  /** Sanitizers of the student's programs in it. */
  readonly sanitize: readonly string[];
}

/** What a check of a task can name. */
export interface PlannedTask {
  /** The student's programs. */
  readonly programs: readonly string[];
  /** Undefined: the check looks at no run. */
  readonly run: PlannedRun | undefined;
}

interface KindBase<Name extends string, Wanted> {
  /** The field of `expect`. */
  readonly name: Name;
  /** The field and what stands in it: author's words in the documentation. */
  readonly usage: string;
  /** What must hold, for an editor and for the documentation. */
  readonly help: string;
  /** What stands in the field. Texts, patterns and numbers are {@link Leaves}, so that a case can fill them. */
  schema(leaves: Leaves): z.ZodType<Wanted>;
  /** The names of the files that it compares texts with. */
  comparedWith?(wanted: Wanted): readonly string[];
  /** @returns what a schema cannot say against it: the field, what is wrong and the cure; undefined: nothing */
  objection?(wanted: Wanted, task: PlannedTask): string | undefined;
}

/** Of the compilation. */
export interface CompilationKind<Name extends string = string, Wanted = unknown> extends KindBase<Name, Wanted> {
  readonly about: 'compilation';
  /** What does not hold, a sentence each. */
  problems(wanted: Wanted, compiled: readonly Compilation[]): string[];
}

/** Of a run. */
export interface RunKind<Name extends string = string, Wanted = unknown> extends KindBase<Name, Wanted> {
  /** What it needs: one party, the trace of one party's system calls, its events, or only that the run took place. */
  readonly about: 'party' | 'trace' | 'events' | 'run';
  /** The files of the run that it looks at. */
  files?(wanted: Wanted): readonly string[];
  /** The system calls that have to be traced, by the names of their manual pages. */
  calls?(wanted: Wanted): readonly string[];
  /** What does not hold, a sentence each. */
  problems(wanted: Wanted, seen: LookedAt): string[];
  /** Texts that should have been others. */
  differences?(wanted: Wanted, seen: LookedAt): readonly Difference[];
}

export interface Difference extends TextPair {
  /** Which text, as in the sentences about it: standard output of a, the file x. */
  readonly what: string;
}

export type Kind = CompilationKind | RunKind;

/** Keeps the types of a kind's name and of what stands in its field. */
export function runKind<const Name extends string, Wanted>(kind: RunKind<Name, Wanted>): RunKind<Name, Wanted> {
  return kind;
}
