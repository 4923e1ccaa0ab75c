// An example with a fault in it, which its checks must notice.
import { mutate } from '#scenario/mutation.js';
import type { Files } from '#scenario/setting.js';
import { decodeText } from '#util/bytes.js';
import type { ExamplePlan } from './plan.js';
import type { Example, Fault } from './schema.js';

/**
 * The example with one of its faults in it, reduced to the run that must notice and to the programs that it may start.
 *
 * @throws IpclabError `usage` when the piece to replace is not in the file exactly once
 */
export function withFault(plan: ExamplePlan, fault: Fault): ExamplePlan {
  const { name, example, files } = plan;
  const runs = example.runs.filter((run) => run.name === fault.breaks);
  return {
    ...plan,
    files: mutate(files, fault, `${name}/example.json: mutations.${example.mutations.indexOf(fault)}`),
    example: { ...example, programs: startedBy(runs, example.programs, files), runs, mutations: [] },
  };
}

/** A program that neither the runs nor any file name is started by nobody. */
function startedBy(runs: Example['runs'], programs: Example['programs'], files: Files): Example['programs'] {
  const texts = [JSON.stringify(runs), ...Object.values(files).map((content) => decodeText(content))];
  return Object.fromEntries(
    Object.entries(programs).filter(([program]) => texts.some((text) => text.includes(program))),
  );
}
