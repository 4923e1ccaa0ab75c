import { toHundredths } from './award.js';
import type { TaskPlan } from './job.js';
import type { TaskResult } from './result.js';

/** A task's result of what was done and found in it. */
export function assembleTask(
  { name, title }: Pick<TaskPlan, 'name' | 'title'>,
  { compiles, runs, lost, checks }: Pick<TaskResult, 'compiles' | 'runs' | 'lost' | 'checks'>,
): TaskResult {
  return {
    name,
    title,
    points: toHundredths(checks.reduce((sum, { points }) => sum + points, 0)),
    maxPoints: toHundredths(checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0)),
    compiles,
    runs,
    ...(lost ? { lost } : {}),
    checks,
  };
}
