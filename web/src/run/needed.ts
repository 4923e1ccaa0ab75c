// Which of a project's programs a run needs, so that no other one is waited for.
import type { Project } from '../session/project.js';
import type { Choice } from './programs.js';

/**
 * A run may call a program itself, or by a script of the project.
 *
 * @returns names in the order of the project; all of them when none is named
 */
export function neededPrograms({ programs, run }: Choice, { files }: Pick<Project, 'files'>): readonly string[] {
  if (!run) return programs;
  const words = run.parties.flatMap(({ command }) => command);
  const scripts = words.map((word) => files.get(word) ?? '');
  const text = [...words, ...scripts].join('\n');
  const named = programs.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w.-])`).test(text));
  return named.length > 0 ? named : programs;
}
