// What an example's guide leads to in an X-ray: its run, on a machine of its own, in the course that its checks know.
import { launch, machinesOf } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import type { Run } from '#scenario/schema.js';
import { answerOf, verdictOf } from '#xray/prediction.js';
import { eventSaying } from '#xray/story.js';
import { timelineOf } from '#xray/timeline.js';
import { CHECK_CLOCK } from '../check/check-clock.js';
import type { Project } from '../session/project.js';
import { recordedRun, type RecordedRun } from './recorded-run.js';
import type { Shown } from './recorder.js';

/** Of a run that has no such event. */
const ELSE = 'This run has no event like the one that the guide means. Restore the files of the example to see it.';

/**
 * Shows the instant that tells most.
 *
 * @throws IpclabError `build-failed` when the project does not compile, `aborted`, or what keeps a machine from starting
 */
export async function takeLook(parts: Parts, project: Project, run: Run, signal: AbortSignal): Promise<Shown> {
  const recorded = await runUpTo(parts, project, run, signal);
  const at = eventSaying(timelineOf(recorded.data.recording), run.look ?? '');
  return { ...recorded, at, note: at === undefined ? ELSE : undefined };
}

/**
 * Shows the instant that answers the guide's question, and says whether somebody has predicted it.
 *
 * @param typed what that person has answered
 * @throws IpclabError as `takeLook` does
 */
export async function takePrediction(
  parts: Parts,
  project: Project,
  run: Run,
  typed: string,
  signal: AbortSignal,
): Promise<Shown> {
  const recorded = await runUpTo(parts, project, run, signal);
  const answer = run.predict && answerOf(timelineOf(recorded.data.recording), run.predict);
  return { ...recorded, at: answer?.index, note: answer ? verdictOf(answer, typed) : ELSE };
}

/** With the files as they are in the editor; what runs before it belongs to the course of time. */
async function runUpTo(parts: Parts, project: Project, { name }: Run, signal: AbortSignal): Promise<RecordedRun> {
  const { programs = {}, runs = [] } = project.example ?? {};
  await using machine = await launch(parts, { clock: CHECK_CLOCK, signal });
  const wanted = { programs, runs: runs.slice(0, runs.findIndex((run) => run.name === name) + 1) };
  return await recordedRun(machine, { machines: machinesOf(parts), clock: CHECK_CLOCK }, project, wanted, signal);
}
