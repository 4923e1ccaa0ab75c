// What of a lab a student's own machine may have.
import { filesComparedWith } from '#checks/expectation.js';
import type { CheckPlan, LabPlan, RunPlan, TaskPlan } from '#lab/job.js';
import type { Question } from '#lab/questions.js';

/**
 * A lab without what its students must not have: hidden checks, the instructor's programs and whatever only they make
 * possible, and texts that are compared with in secret. A task of which no check is left stays, with its files.
 *
 * @param questions about runs that stay, whatever looks at them
 */
export function publicPlan(lab: LabPlan, questions: readonly Pick<Question, 'task' | 'run'>[]): LabPlan {
  return {
    ...lab,
    tasks: lab.tasks.map((task) =>
      publicTask(task, new Set(questions.flatMap((one) => (one.task === task.name ? [one.run] : [])))),
    ),
  };
}

function publicTask(task: TaskPlan, asked: ReadonlySet<string>): TaskPlan {
  const alone = new Set(task.runs.filter((run) => needsNobody(run, task)).map(({ name }) => name));
  const secret = new Set(Object.keys(task.expected));
  const shown = task.checks.filter((check) => isPublic(check, alone, secret));
  const names = new Set(shown.map(({ name }) => name));
  const looked = new Set(shown.flatMap(({ looks }) => looks.map(({ run }) => run)));
  return {
    ...task,
    counterparts: {},
    expected: {},
    checks: shown.map((check) => ({ ...check, needs: check.needs.filter((need) => names.has(need)) })),
    runs: task.runs.filter(({ name }) => looked.has(name) || asked.has(name)),
  };
}

/** Whether all of its parties are the student's, or programs that every image has. */
function needsNobody({ parties }: RunPlan, { counterparts }: TaskPlan): boolean {
  return parties.every(({ command: [program = ''] }) => !Object.hasOwn(counterparts, program));
}

function isPublic({ hidden, looks }: CheckPlan, alone: ReadonlySet<string>, secret: ReadonlySet<string>): boolean {
  if (hidden || looks.some(({ run }) => run !== null && !alone.has(run))) return false;
  return !looks.some(({ expect }) => filesComparedWith(expect).some((file) => secret.has(file)));
}
