import type { LabPlan } from '#lab/job.js';

/** Paths that a lab asks everybody for. */
export function filesExpectedBy({ tasks }: Pick<LabPlan, 'tasks'>): string[] {
  const files = tasks.flatMap((task) => task.files);
  return [...new Set(files.filter(({ optional }) => !optional).map(({ name }) => name))];
}
