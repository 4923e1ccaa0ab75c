// What all submissions of a class are graded by.
import { assemble } from '#lab/assemble.js';
import type { LabPlan } from '#lab/job.js';
import type { SubmissionResult } from '#lab/result.js';
import type { Image } from '#hosts/node/image.js';
import type { ClassPlan } from './grade-class.js';

/** @param seed added to each seed of the lab: other courses of time for the same checks */
export function planClass(prepared: LabPlan, { manifest }: Image, seed: number): ClassPlan {
  const lab = withSeed(prepared, seed);
  const { name, inputs, digest, compiler, machine } = manifest;
  const image: SubmissionResult['image'] = {
    name,
    inputs,
    digest,
    compiler: compiler.version,
    v86: machine.v86,
  };
  return {
    lab,
    image,
    seed,
    assemble: (submission, outcome, graded) => assemble({ submission, lab, image, outcome, graded }),
  };
}

function withSeed(lab: LabPlan, seed: number): LabPlan {
  const tasks = lab.tasks.map((task) => ({
    ...task,
    runs: task.runs.map((run) => ({ ...run, seeds: run.seeds.map((each) => each + seed) })),
  }));
  return { ...lab, tasks };
}
