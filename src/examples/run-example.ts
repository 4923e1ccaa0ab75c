// Compiles an example and runs everything that its metadata says, against an agent: in the emulator, or native.
import type { Agent } from '#guest/agent.js';
import { build } from '#scenario/build.js';
import { runScenario } from '#scenario/run-scenario.js';
import type { RunReport } from '#scenario/report.js';
import type { ExamplePlan, ExampleResult } from './plan.js';

export async function runExample(agent: Agent, plan: ExamplePlan): Promise<ExampleResult> {
  const { name, example, files, setting } = plan;
  const { reports, programs } = await build(agent, setting, example.programs, files);
  const runs: RunReport[] = [];
  for (const run of example.runs) runs.push(await runScenario(agent, setting, run, files, programs));
  return { name, compiles: reports, runs };
}
