// A lab as its students get to know it.
import type { Lab, LabTask } from './lab-schema.js';

/** @param statement content of statement.md */
export function previewLab({ tasks }: Lab, statement: string): string {
  return `${statement.trimEnd()}\n\n${tasks.map(previewTask).join('\n')}`;
}

function previewTask({ title, files, given, checks }: LabTask): string {
  const shown = checks.filter(({ hidden }) => !hidden);
  const hidden = checks.filter((check) => check.hidden);
  const lines = [
    `## ${title}: ${points(checks)}`,
    '',
    `Hand in ${files.map(({ name, optional }) => (optional ? `${name} (if you like)` : name)).join(', ')}.`,
    ...(given.length > 0 ? [`${given.join(', ')} will be as in starter/.`] : []),
    '',
    ...shown.map((check) => `- ${check.title} (${points([check])})${needs(check.needs, checks)}`),
    ...(hidden.length > 0 ? [`- ${hidden.length} more that are not shown (${points(hidden)})`] : []),
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
