// A task as a judge gets it, made by hand.
import { PLAIN } from '#checks/leaves.js';
import type { RunPlan, TaskPlan } from '#lab/job.js';
import { actorWith } from '#scenario/schema.js';

export function runPlan(parties: readonly object[], more: Partial<RunPlan> = {}): RunPlan {
  return {
    name: 'run',
    files: {},
    parties: parties.map((party) => actorWith(PLAIN).parse(party)),
    capabilities: [],
    wallLimit: 1000,
    seeds: [0],
    trace: null,
    sanitize: [],
    ...more,
  };
}

/** Its one program is `count`, of `count.c`. */
export function taskPlan(runs: readonly RunPlan[], more: Partial<TaskPlan> = {}): TaskPlan {
  return {
    name: 'count',
    title: 'Counting',
    files: [{ name: 'count.c', optional: false }],
    given: {},
    programs: { count: { flags: [] } },
    counterparts: {},
    runs,
    checks: [],
    expected: {},
    ...more,
  };
}
