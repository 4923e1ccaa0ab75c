// The corpus of hostile programs, handed in to the labs that come with the project: not one gets a point.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { LabPlan, TaskPlan } from '#lab/job.js';
import { openImage } from '#hosts/node/image.js';
import { prepareLab } from '#course/lab-plan.js';
import { launch } from '#hosts/node/launch.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import type { Machine } from '#hosts/worker/machine.js';
import { MachinePool } from '#work/pool.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { hostilePrograms, inOneFile } from '../support/hostile/programs.js';

/** Machines at a time. */
const MACHINES = 2;

/** Those that keep the compiler busy until its limits: minutes for one submission. */
const SLOW = new Set(['assembler-loop', 'assembler-repeat', 'include-twice', 'macro-bomb']);

/** Each program for each task; otherwise the tasks take turns without the slow ones, which is less than a ninth of it. */
const ALL = process.env['IPCLAB_ALL'] === '1';

/** A run's share of time and courses when the tasks take turns, ms: 40 million instructions, for what only burns them. */
const SHORT = 400;

const image = await openImage();
const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
const labs = await Promise.all(
  ['pipes', 'semaphores', 'sockets'].map((name) => prepareLab(join(PACKAGE_ROOT, 'labs', name), image)),
);
const seats = labs.flatMap((lab) => lab.tasks.map((task) => ({ lab, task: ALL ? task : shortened(task) })));

describe('a hostile submission gains nothing', { concurrency: MACHINES }, () => {
  const machines = new MachinePool(() => launch(image, { clock }));
  after(() => machines[Symbol.asyncDispose]());

  const programs = hostilePrograms().filter((program) => ALL || !SLOW.has(program));
  for (const [index, program] of programs.entries()) {
    const source = inOneFile(program);
    for (const { lab, task } of seats.filter((_, seat) => ALL || seat === index % seats.length)) {
      test(`${program} as ${lab.name}/${task.name}`, async () => {
        assert.equal(await pointsOf(machines, lab, task, source), 0);
      });
    }
  }
});

function shortened(task: TaskPlan): TaskPlan {
  const runs = task.runs.map((run) => ({
    ...run,
    wallLimit: Math.min(run.wallLimit, SHORT),
    seeds: run.seeds.slice(0, 1),
  }));
  return { ...task, runs };
}

async function pointsOf(machines: MachinePool<Machine>, lab: LabPlan, task: TaskPlan, source: string): Promise<number> {
  const files = Object.fromEntries(task.files.map(({ name }) => [name, encodeText(source)]));
  try {
    const { tasks } = await machines.use((machine) => machine.grade({ lab: { ...lab, tasks: [task] }, files }));
    return tasks.reduce((sum, { points }) => sum + points, 0);
  } catch (error) {
    // A machine that is gone gives no verdict at all.
    if (error instanceof IpclabError && ['machine-lost', 'deadline'].includes(error.code)) return 0;
    throw error;
  }
}
