// Compiles an example and runs everything that its metadata says, against an agent: in the emulator, or native.
import type { Agent } from '#guest/agent.js';
import { build } from '#scenario/build.js';
import { runScenario } from '#scenario/run-scenario.js';
import type { RunReport } from '#scenario/report.js';
import type { Run } from '#scenario/schema.js';
import type { ExamplePlan, ExampleResult } from './plan.js';

export async function runExample(agent: Agent, plan: ExamplePlan): Promise<ExampleResult> {
  const { name, example, files, setting, records } = plan;
  const { reports, programs } = await build(agent, setting, example.programs, files);
  const runs: RunReport[] = [];
  for (const run of example.runs) {
    const lacking = run.parties.map(({ command: [program = ''] }) => program).find((one) => !isThere(one));
    runs.push(
      lacking === undefined
        ? await runScenario(agent, setting, run, { files, programs }, records)
        : notRun(run, lacking),
    );
  }
  return { name, compiles: reports, runs };

  function isThere(program: string): boolean {
    return Object.hasOwn(programs, program) || !Object.hasOwn(example.programs, program);
  }
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
