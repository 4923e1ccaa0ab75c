// An example with a fault in it, which its checks must notice.
import { mutate } from '#scenario/mutation.js';
import type { ExamplePlan } from './plan.js';
import type { Fault } from './schema.js';

/**
 * The example with one of its faults in it, reduced to the run that must notice.
 *
 * @throws IpclabError `usage` when the piece to replace is not in the file exactly once
 */
export function withFault(plan: ExamplePlan, fault: Fault): ExamplePlan {
  const { name, example, files } = plan;
  return {
    ...plan,
    files: mutate(files, fault, `${name}/example.json: mutations.${example.mutations.indexOf(fault)}`),
    example: { ...example, runs: example.runs.filter((run) => run.name === fault.breaks), mutations: [] },
  };
}
