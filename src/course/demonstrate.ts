// Runs examples side by side and gathers what each showed.
import { withFault } from '#examples/mutate.js';
import { problemsOf, type ExamplePlan, type ExampleResult } from '#examples/plan.js';
import { isInfrastructure } from '#util/error.js';
import { run } from '#work/run.js';
import type { ExampleRunner } from './example-runner.js';
import { planExample, type StoredExample } from './examples.js';

export interface Outcome {
  readonly name: string;
  readonly shows: string;
  readonly result: ExampleResult;
  /** What did not hold, a sentence each. */
  readonly problems: readonly string[];
  /** Milliseconds, a machine's start included. */
  readonly time: number;
}

export interface DemonstrateOptions {
  /** Examples at a time. */
  readonly jobs: number;
  /** Check the checks too: each small fault of the metadata must be noticed. */
  readonly mutations?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called as an example begins; `done` are finished. */
  readonly report: (name: string, done: number) => void;
}

/** @returns an outcome for each example, in their order */
export async function demonstrate(
  runner: ExampleRunner,
  examples: readonly StoredExample[],
  { jobs, mutations = false, signal, report }: DemonstrateOptions,
): Promise<Outcome[]> {
  let done = 0;
  const all = examples.map((example) => async (ended: AbortSignal) => {
    report(example.name, done);
    const outcome = await demonstrateOne(runner, example, mutations, ended);
    done++;
    return outcome;
  });
  return run(all, { concurrency: jobs, signal });
}

async function demonstrateOne(
  runner: ExampleRunner,
  stored: StoredExample,
  mutations: boolean,
  signal: AbortSignal,
): Promise<Outcome> {
  const begin = performance.now();
  const { name, example } = stored;
  const plan = await planExample(stored, runner.setting(stored.name));
  try {
    const result = await runner.run({ ...plan, records: runner.records }, signal);
    const problems = [...problemsOf(result), ...(mutations ? await unnoticed(runner, plan, signal) : [])];
    return { name, shows: example.shows, result, problems, time: performance.now() - begin };
  } catch (error) {
    // A machine that was lost fails its example, and the next one gets a machine of its own.
    if (signal.aborted || !isInfrastructure(error)) throw error;
    const result = { name, compiles: [], runs: [] };
    return { name, shows: example.shows, result, problems: [error.message], time: performance.now() - begin };
  }
}

/** The faults that the checks let pass. */
async function unnoticed(runner: ExampleRunner, plan: ExamplePlan, signal: AbortSignal): Promise<string[]> {
  const problems: string[] = [];
  for (const mutation of plan.example.mutations) {
    const { compiles, runs } = await runner.run(withFault(plan, mutation), signal);
    const fault = `the fault ${JSON.stringify(mutation.find)} -> ${JSON.stringify(mutation.replace)} in ${mutation.file}`;
    const broken = compiles.find(
      ({ status, program }) => status.exit !== 0 && !plan.example.programs[program]?.compile?.fails,
    );
    if (broken) problems.push(`${fault} does not even compile: ${broken.messages.trim()}`);
    else if (problemsOf({ name: plan.name, compiles: [], runs }).length === 0) problems.push(`${fault} goes unnoticed`);
  }
  return problems;
}
