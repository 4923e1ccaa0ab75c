// What of a submission belongs to a task.
import type { Files } from '#scenario/setting.js';
import type { Bytes } from '#util/bytes.js';
import type { TaskPlan } from './job.js';

export interface TaskFiles {
  readonly files: Files;
  /** What is not there, or cannot be taken, by the name of the file: a sentence. */
  readonly problems: ReadonlyMap<string, string>;
}

/** Bytes of one file that a submission may have: of a source that somebody wrote by hand, and then some. */
export const LARGEST_FILE = 1024 * 1024;

/** Takes the files that the task asks for, wherever they lie, and nothing else. */
export function taskFiles({ files: wanted }: Pick<TaskPlan, 'files'>, submission: Files): TaskFiles {
  const files: Record<string, Bytes> = {};
  const problems = new Map<string, string>();
  for (const { name, optional } of wanted) {
    const found = candidates(name, submission);
    const [first] = found;
    if (found.length > 1) problems.set(name, `${name} was handed in ${found.length} times, in different folders`);
    else if (!first && !optional) problems.set(name, `${name} was not handed in`);
    else if (first && first.length > LARGEST_FILE)
      problems.set(name, `${name} has ${first.length} bytes; at most ${LARGEST_FILE} are taken`);
    else if (first) files[name] = first;
  }
  return { files, problems };
}

/** At its own place, or else with that name in any folder. */
function candidates(name: string, submission: Files): Bytes[] {
  const exact = Object.hasOwn(submission, name) ? submission[name] : undefined;
  if (exact) return [exact];
  return Object.entries(submission).flatMap(([path, bytes]) => (isFor(name, path) ? [bytes] : []));
}

/** Whether a file that was handed in can be the one that a task asks for. */
export function isFor(name: string, path: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}
