import { askedOfRun } from '#checks/expectation.js';
import type { TaskPlan } from './job.js';

/** The files that checks ask for after a run. */
export function filesAskedFor({ checks }: Pick<TaskPlan, 'checks'>, { name }: { readonly name: string }): string[] {
  const looks = checks.flatMap((check) => check.looks).filter((look) => look.run === name);
  const asked = looks.flatMap(({ expect }) => askedOfRun(expect));
  return [...new Set(asked.flatMap(({ kind, wanted }) => kind.files?.(wanted) ?? []))];
}
