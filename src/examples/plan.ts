// An example as plain data: everything a run needs, and everything it gives.
import type { CompileReport, RunReport } from '#scenario/report.js';
import type { Files, Setting } from '#scenario/setting.js';
import type { Example } from './schema.js';

export interface ExamplePlan {
  /** `topic/name`. */
  readonly name: string;
  readonly example: Example;
  /** The files that belong to it (sources, data). */
  readonly files: Files;
  readonly setting: Setting;
  /** Whether an X-ray is made of each run, and judged. */
  readonly records?: boolean | undefined;
}

export interface ExampleResult {
  readonly name: string;
  readonly compiles: readonly CompileReport[];
  readonly runs: readonly RunReport[];
}

/** Everything that did not hold, with where; empty: the example shows what it should. */
export function problemsOf({ compiles, runs }: ExampleResult): string[] {
  return [
    ...compiles.flatMap(({ program, problems }) => problems.map((problem) => `compiling ${program}: ${problem}`)),
    ...runs.flatMap((run) => [
      ...run.parties.flatMap(({ name, problems }) => problems.map((problem) => `${run.name}, ${name}: ${problem}`)),
      ...run.problems.map((problem) => `${run.name}: ${problem}`),
    ]),
  ];
}
