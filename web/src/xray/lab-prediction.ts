// What a lab asks, answered by a run of the work in the editor: executed as it is judged, on a machine of its own.
import { launch } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import type { LabPlan } from '#lab/job.js';
import type { LabQuestion, PageLab } from '#page-data/lab.js';
import { IpclabError } from '#util/error.js';
import { fromPlainText } from '#util/plain-text.js';
import { answerOf, verdictOf } from '#xray/prediction.js';
import { timelineOf } from '#xray/timeline.js';
import { CHECK_CLOCK } from '../check/check-clock.js';
import { bytesOf } from '../workspace/content.js';
import type { Shown } from './recorder.js';

/** Of work that is not done yet. */
const NOT_YET = 'This run has no event like the one that the question means: your program does not come to it yet.';

/**
 * @param typed what somebody has answered
 * @throws IpclabError `build-failed` when the program does not compile, `aborted`, or what keeps a machine from starting
 */
export async function takeLabPrediction(
  parts: Parts,
  lab: PageLab,
  files: ReadonlyMap<string, string>,
  { task, run, asks }: LabQuestion,
  typed: string,
  signal: AbortSignal,
): Promise<Shown> {
  await using machine = await launch(parts, { clock: CHECK_CLOCK, signal });
  const job = {
    lab: fromPlainText(lab.plan) as LabPlan,
    files: Object.fromEntries([...files].map(([name, text]) => [name, bytesOf(text)])),
    xrays: [{ task, run, seed: CHECK_CLOCK.seed }],
  };
  const [xray] = (await machine.grade(job, { signal })).xrays ?? [];
  if (!xray)
    throw new IpclabError('build-failed', 'the program did not run: Check says what is missing or does not compile');
  const data = { ...xray.data, sources: Object.fromEntries(files) };
  const answer = answerOf(timelineOf(data.recording), asks);
  return { data, at: answer?.index, note: answer ? verdictOf(answer, typed) : NOT_YET };
}
