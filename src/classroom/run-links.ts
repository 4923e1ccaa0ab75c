// Links to a page that open with what a student handed in and what a run gave it: sources, arguments, input.
import { encodeShare, LINK_ROUTE, ShareError } from '#kit/share-link.js';
import type { RunPlan, TaskPlan } from '#lab/job.js';
import type { SubmissionResult } from '#lab/result.js';
import type { Ground } from '#reports/ground.js';
import { commandLine } from '#scenario/command-line.js';
import type { Files } from '#scenario/setting.js';
import { decodeText } from '#util/bytes.js';
import { taskFiles } from '#lab/task-files.js';
import type { SourceStore } from './ledger/store.js';

/** The file that a run's standard input comes from, where it is no file of the run. */
const INPUT = 'input.txt';

/**
 * @param page its address; undefined: there are no links
 * @returns the link of each run in which a check failed, where a page can do the same: one program of the student's, with no
 *   counterpart and nobody who types
 */
export async function linksFor(
  page: URL | undefined,
  results: readonly SubmissionResult[],
  tasks: readonly TaskPlan[],
  store: SourceStore,
): Promise<Ground['linkTo']> {
  const links = new Map<string, string>();
  for (const { submission, tasks: graded } of page ? results : []) {
    for (const { name, checks } of graded) {
      const task = tasks.find((one) => one.name === name);
      const failed = new Set(
        checks.flatMap(({ hidden, failedIn = [] }) => (hidden ? [] : failedIn.map(({ run }) => run))),
      );
      if (!task || failed.size === 0) continue;
      const files = { ...taskFiles(task, await store.load(submission.files)).files, ...task.given };
      for (const run of task.runs.filter((one) => failed.has(one.name))) {
        const payload = await payloadOf(task, run, files);
        if (page && payload !== undefined)
          links.set(keyOf(submission, name, run.name), `${page.href.replace(/#.*$/, '')}${LINK_ROUTE}${payload}`);
      }
    }
  }
  return (submission, task, run) => links.get(keyOf(submission, task, run));
}

/** Equal work has equal links, whatever it is called. */
function keyOf({ digest }: SubmissionResult['submission'], task: string, run: string): string {
  return JSON.stringify([digest, task, run]);
}

async function payloadOf(task: TaskPlan, run: RunPlan, own: Files): Promise<string | undefined> {
  const [party, other] = run.parties;
  const [program = '', ...args] = party?.command ?? [];
  if (!party || other || !Object.hasOwn(task.programs, program) || party.script.length > 0) return undefined;
  const { stdin } = party;
  const input = typeof stdin === 'string' ? INPUT : stdin?.file;
  const texts = textsOf({ ...own, ...run.files });
  if (!texts) return undefined;
  if (typeof stdin === 'string') texts.set(INPUT, stdin);
  // What the program's name would be is the page's own affair: the words behind it are all.
  const words = commandLine({ argv: args, input });
  try {
    return await encodeShare({ title: `${task.title}: ${run.name}`, example: undefined, files: texts, words });
  } catch (error) {
    if (error instanceof ShareError) return undefined;
    throw error;
  }
}

/** Undefined where one of them is no text, which a page cannot hold. */
function textsOf(files: Files): Map<string, string> | undefined {
  const texts = new Map(Object.entries(files).map(([name, bytes]) => [name, decodeText(bytes)]));
  return [...texts.values()].some((text) => text.includes('\ufffd') || text.includes('\0')) ? undefined : texts;
}
