// A lab's public checks, on a machine of their own: the same judge that grades.
import type { JobOutcome, LabPlan } from '#lab/job.js';
import { launch } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import type { PageLab } from '#page-data/lab.js';
import { fromPlainText } from '#util/plain-text.js';
import type { CheckedPart } from '../session/state.js';
import { bytesOf } from '../workspace/content.js';
import { CHECK_CLOCK } from './check-clock.js';

/** The one that a lab is checked with, which is the one that it is graded with where the page has that. */
export function imageFor<T extends Pick<Parts, 'manifest'>>({ image, name }: PageLab, images: readonly T[]): T {
  const found = images.find(({ manifest }) => manifest.digest === image);
  if (!found) throw new TypeError(`the page has no image for the lab ${name}`);
  return found;
}

/** @throws IpclabError when the machine cannot be started, or `aborted` */
export async function checkLab(
  parts: Parts,
  lab: PageLab,
  files: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<readonly CheckedPart[]> {
  await using machine = await launch(parts, { clock: CHECK_CLOCK, signal });
  const own = Object.fromEntries([...files].map(([name, text]) => [name, bytesOf(text)]));
  const outcome = await machine.grade({ lab: fromPlainText(lab.plan) as LabPlan, files: own }, { signal });
  return labParts(outcome);
}

/** What was seen, for a person to read. */
export function labParts({ status, reason, tasks }: JobOutcome): CheckedPart[] {
  if (status === 'rejected') return [{ what: 'handing in', shows: '', saw: [], problems: [reason ?? ''] }];
  return tasks.flatMap((task) =>
    task.checks.map(({ title, verdict, points, maxPoints, problems, rationale = '', help }) => ({
      what: `${task.title}: ${title}`,
      shows: rationale,
      saw: [`${points} of ${maxPoints} points`],
      points: { got: points, of: maxPoints },
      problems: verdict === 'passed' ? [] : [...problems, ...(help === undefined ? [] : [`Help: ${help}`])],
    })),
  );
}
