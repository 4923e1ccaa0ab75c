// Compiles an example and runs everything that its metadata says, against an agent: in the emulator, or native.
import type { Agent } from '#guest/agent.js';
import type { Container } from '#guest/container.js';
import { beginParties, type BegunRun } from '#scenario/begun-run.js';
import { build } from '#scenario/build.js';
import { readyScenario, runScenario } from '#scenario/run-scenario.js';
import type { RunReport } from '#scenario/report.js';
import type { Run } from '#scenario/schema.js';
import type { Files } from '#scenario/setting.js';
import { IpclabError } from '#util/error.js';
import type { ExamplePlan, ExampleResult } from './plan.js';

/** The last run of an example, up to where its parties begin. */
export interface ReadyExample {
  readonly container: Container;
  /** @param lasting ms of the guest that nothing is ended before */
  begin(lasting: number): BegunRun;
}

export async function runExample(agent: Agent, plan: ExamplePlan): Promise<ExampleResult> {
  const { name, example, files, setting } = plan;
  const { reports, programs } = await build(agent, setting, example.programs, files);
  return { name, compiles: reports, runs: await runAll(agent, plan, programs, example.runs) };
}

/**
 * The same up to where the parties of the last run begin.
 *
 * @throws IpclabError `build-failed` when a program of that run does not compile
 */
export async function readyExample(agent: Agent, plan: ExamplePlan): Promise<ReadyExample> {
  const { name, example, files, setting } = plan;
  const { programs } = await build(agent, setting, example.programs, files);
  await runAll(agent, plan, programs, example.runs.slice(0, -1));
  const run = example.runs.at(-1);
  if (!run || lackingOf(run, plan, programs) !== undefined)
    throw new IpclabError('build-failed', `${name} has no run to go to, because it does not compile`);
  const { container, parties, given } = await readyScenario(agent, setting, run, { files, programs });
  return { container, begin: (lasting) => beginParties(parties, run, given, lasting) };
}

async function runAll(agent: Agent, plan: ExamplePlan, programs: Files, wanted: readonly Run[]): Promise<RunReport[]> {
  const { files, setting, records } = plan;
  const runs: RunReport[] = [];
  for (const run of wanted) {
    const lacking = lackingOf(run, plan, programs);
    runs.push(
      lacking === undefined
        ? await runScenario(agent, setting, run, { files, programs }, records)
        : notRun(run, lacking),
    );
  }
  return runs;
}

/** The first program of a run that has not compiled. */
function lackingOf({ parties }: Run, { example }: ExamplePlan, programs: Files): string | undefined {
  return parties
    .map(({ command: [program = ''] }) => program)
    .find((program) => !Object.hasOwn(programs, program) && Object.hasOwn(example.programs, program));
}

/** What does not compile does not run, and the other runs do. */
function notRun({ name, shows }: Run, program: string): RunReport {
  return {
    name,
    shows,
    parties: [],
    evidence: null,
    problems: [`it was not run, because ${program} does not compile`],
  };
}
