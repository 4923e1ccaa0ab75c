// The instant of an example that tells most: its run, on a machine of its own, in the course that its checks know.
import { launch } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import { eventSaying } from '#xray/story.js';
import { timelineOf } from '#xray/timeline.js';
import { CHECK_CLOCK } from '../check/check-clock.js';
import type { Project } from '../session/project.js';
import { recordedRun } from './recorded-run.js';
import type { Shown } from './recorder.js';

/** Of a run that has no such event. */
const ELSE = 'This run has no event like the one that the guide means. Restore the files of the example to see it.';

/**
 * Runs the project up to the end of the run that the guide has a link to, with the files as they are in the editor.
 *
 * @param until the run's name
 * @throws IpclabError `build-failed` when it does not compile, `aborted`, or what keeps a machine from starting
 */
export async function takeLook(parts: Parts, project: Project, until: string, signal: AbortSignal): Promise<Shown> {
  const { name, example } = project;
  const last = example?.runs.findIndex((run) => run.name === until) ?? -1;
  const pattern = example?.runs[last]?.look;
  if (!example || pattern === undefined) throw new TypeError(`${name} has nothing to look at in ${until}`);
  await using machine = await launch(parts, { clock: CHECK_CLOCK, signal });
  // What runs before it belongs to the course of time.
  const { programs, runs } = example;
  const wanted = { programs, runs: runs.slice(0, last + 1) };
  const data = await recordedRun(machine, parts.manifest.compiler, project, wanted, signal);
  const at = eventSaying(timelineOf(data.recording), pattern);
  return { data, at, note: at === undefined ? ELSE : undefined };
}
