import type { CheckResult, SubmissionResult } from '#lab/result.js';

/**
 * A result as its student may see it: of a hidden check the verdict, the points and the help; of runs that only hidden checks
 * look at, nothing.
 */
export function forStudent(result: SubmissionResult): SubmissionResult {
  return {
    ...result,
    tasks: result.tasks.map((task) => ({
      ...task,
      runs: task.runs
        .filter(({ hidden }) => hidden !== true)
        .map((run) => ({ ...run, parties: run.parties.filter(({ hidden }) => hidden !== true) })),
      checks: task.checks.map((check, index) => (check.hidden ? hide(check, index) : check)),
    })),
  };
}

function hide(check: CheckResult, index: number): CheckResult {
  const { verdict, points, maxPoints, hidden, held, of, uncompiled, help } = check;
  return {
    name: `hidden-${index + 1}`,
    title: 'Hidden check',
    verdict,
    points,
    maxPoints,
    hidden,
    held,
    of,
    problems: [],
    ...(uncompiled === undefined ? {} : { uncompiled }),
    ...(help === undefined ? {} : { help }),
  };
}
