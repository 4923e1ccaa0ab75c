// A lab as its students get to know it.
import { count } from '#facts/explain/words.js';
import type { Lab, LabTask } from './lab-schema.js';

/**
 * @param statement content of statement.md
 * @param later whether a shown check runs only when the work is graded; absent: not said
 */
export function previewLab(
  { tasks }: Lab,
  statement: string,
  later: (task: string, check: string) => boolean = () => false,
): string {
  const parts = tasks.map((task) => previewTask(task, (check) => later(task.name, check)));
  return `${statement.trimEnd()}\n\n${parts.join('\n')}`;
}

function previewTask({ title, files, given, checks }: LabTask, later: (check: string) => boolean): string {
  const shown = checks.filter(({ hidden }) => !hidden);
  const hidden = checks.filter((check) => check.hidden);
  const lines = [
    `## ${title}: ${points(checks)}`,
    '',
    `Hand in ${files.map(({ name, optional }) => (optional ? `${name} (if you like)` : name)).join(', ')}.`,
    ...(given.length > 0 ? [`${given.join(', ')} will be as in starter/.`] : []),
    '',
    ...shown.map((check) => {
      const when = later(check.name) ? ': runs only when it is graded' : '';
      return `- ${check.title} (${points([check])})${needs(check.needs, checks)}${when}`;
    }),
    ...(hidden.length > 0 ? [`- ${count(hidden.length, 'hidden check')} (${points(hidden)})`] : []),
    '',
  ];
  return lines.join('\n');
}

function points(checks: readonly { readonly points: number }[]): string {
  const sum = checks.reduce((all, check) => all + check.points, 0);
  return sum === 1 ? '1 point' : `${sum} points`;
}

function needs(names: readonly string[], checks: LabTask['checks']): string {
  const titles = checks.filter(({ name, hidden }) => names.includes(name) && !hidden).map(({ title }) => `“${title}”`);
  return titles.length > 0 ? `, after ${titles.join(' and ')}` : '';
}
