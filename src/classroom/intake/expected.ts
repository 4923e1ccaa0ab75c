// What a lab asks everybody for, and what was handed in besides.
import type { LabPlan, TaskPlan } from '#lab/job.js';
import { isFor } from '#lab/task-files.js';
import { shown } from './entry.js';

/** Paths that a lab asks everybody for. */
export function filesExpectedBy({ tasks }: Pick<LabPlan, 'tasks'>): string[] {
  const files = tasks.flatMap((task) => task.files);
  return [...new Set(files.filter(({ optional }) => !optional).map(({ name }) => name))];
}

/** Names that a note has. */
const SHOWN = 5;

/** What no task takes, by name, a sentence for each reason: a student may have thought it part of the program. */
export function notesOfUnasked(
  { tasks }: { readonly tasks: readonly Pick<TaskPlan, 'files' | 'given'>[] },
  paths: readonly string[],
): string[] {
  const asked = tasks.flatMap(({ files }) => files.map(({ name }) => name));
  const given = tasks.flatMap((task) => Object.keys(task.given));
  const unasked = paths.filter((path) => !asked.some((name) => isFor(name, path)));
  const own = unasked.filter((path) => given.some((name) => isFor(name, path)));
  const others = unasked.filter((path) => !own.includes(path));
  return [
    ...note(own, 'the lab has its own'),
    ...note(others, `the lab does not ask for ${others.length === 1 ? 'it' : 'them'}`),
  ];
}

function note(paths: readonly string[], why: string): string[] {
  if (paths.length === 0) return [];
  const more = paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : '';
  const names = paths.slice(0, SHOWN).map(shown).join(', ');
  return [`${names}${more} ${paths.length === 1 ? 'was' : 'were'} not taken: ${why}`];
}
