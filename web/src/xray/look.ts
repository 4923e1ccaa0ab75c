// The instant of an example that tells most: its run, on a machine of its own, in the course that its checks know.
import { launch } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import { IpclabError } from '#util/error.js';
import { encodeText } from '#util/bytes.js';
import { guestSetting } from '#scenario/setting.js';
import { eventSaying } from '#xray/story.js';
import { timelineOf } from '#xray/timeline.js';
import { CHECK_CLOCK } from '../check/check-clock.js';
import type { Project } from '../session/project.js';
import type { Shown } from './recorder.js';

/** Of a run that has no such event. */
const ELSE = 'This run has no event like the one that the guide means. Restore the files of the example to see it.';

/**
 * Runs the project up to the end of the run that the guide has a link to, with the files as they are in the editor.
 *
 * @param until the run's name
 * @throws IpclabError `build-failed` when it does not compile, `aborted`, or what keeps a machine from starting
 */
export async function takeLook(
  parts: Parts,
  { name, files, example }: Project,
  until: string,
  signal: AbortSignal,
): Promise<Shown> {
  const last = example?.runs.findIndex((run) => run.name === until) ?? -1;
  const pattern = example?.runs[last]?.look;
  if (!example || pattern === undefined) throw new TypeError(`${name} has nothing to look at in ${until}`);
  await using machine = await launch(parts, { clock: CHECK_CLOCK, signal });
  const { runs } = await machine.runExample(
    {
      name,
      // What runs before it belongs to the course of time.
      example: { ...example, runs: example.runs.slice(0, last + 1) },
      files: Object.fromEntries([...files].map(([file, text]) => [file, encodeText(text)])),
      setting: guestSetting(parts.manifest.compiler, name),
      records: true,
    },
    { signal },
  );
  const { recording, lines, problems = [] } = runs.at(-1) ?? {};
  if (!recording) throw new IpclabError('build-failed', problems.join('; '));
  const at = eventSaying(timelineOf(recording), pattern);
  const data = { title: until, recording, lines, sources: Object.fromEntries(files) };
  return { data, at, note: at === undefined ? ELSE : undefined };
}
