// What a check expects, against what happened: each kind of check says what it finds.
import { askedOf, askedOfRun, filesComparedWith, type Expectation } from '#checks/expectation.js';
import type { Compilation, ExploredRun, LookedAt } from '#checks/observed.js';
import type { TaskPlan } from './job.js';
import type { Execution } from './execute-run.js';

/** What does not hold of the compilation, a sentence each. */
export function compileProblems(expect: Expectation, compiled: readonly Compilation[]): string[] {
  return askedOf(expect).flatMap(({ kind, wanted }) =>
    kind.about === 'compilation' ? kind.problems(wanted, compiled) : [],
  );
}

/** What a task has for its checks to compare with. */
type Task = Pick<TaskPlan, 'programs' | 'expected'>;

/** What does not hold of a run, a sentence each. */
export function runProblems(expect: Expectation, execution: Execution, task: Task): string[] {
  const seen = lookAt(expect, execution, task);
  const problems = askedOfRun(expect).flatMap(({ kind, wanted }) => kind.problems(wanted, seen));
  // What stood in a party's way is told by each kind that asks what it did.
  return [...new Set(problems)];
}

/** Characters of a text that are kept; longer ones differ in more than a person reads. */
const LONGEST = 4096;

/** A text that should have been another, for a report to show side by side. */
export interface TextDifference {
  /** Which text, as a person would say it. */
  readonly what: string;
  readonly wanted: string;
  readonly seen: string;
}

/** The texts in it that should have been others. */
export function runDifferences(expect: Expectation, execution: Execution, task: Task): TextDifference[] {
  const seen = lookAt(expect, execution, task);
  return askedOfRun(expect)
    .flatMap(({ kind, wanted }) => kind.differences?.(wanted, seen) ?? [])
    .map(({ what, wanted, seen }) => ({
      what,
      wanted: wanted.slice(0, LONGEST),
      seen: seen.slice(0, LONGEST),
    }));
}

/** What a check finds in a run: what does not hold, the texts that differ, and what came of other schedules. */
export function lookInto(
  expect: Expectation,
  execution: Execution,
  task: Task,
): { problems: string[]; differences: TextDifference[]; explored: ExploredRun | undefined } {
  const problems = runProblems(expect, execution, task);
  const differences = problems.length === 0 ? [] : runDifferences(expect, execution, task);
  return { problems, differences, explored: execution.explored?.get(expect) };
}

function lookAt(expect: Expectation, execution: Execution, { programs, expected }: Task): LookedAt {
  const { run, parties } = execution;
  const own = run.parties.findIndex(({ command: [program = ''] }) => Object.hasOwn(programs, program));
  const party = expect.party === undefined ? parties[own] : parties.find(({ name }) => name === expect.party);
  const known = Object.fromEntries(
    filesComparedWith(expect).flatMap((name) => {
      const content = expected[name] ?? run.files[name];
      return content ? [[name, content]] : [];
    }),
  );
  return { ...execution, party, known, explored: execution.explored?.get(expect) ?? null };
}
