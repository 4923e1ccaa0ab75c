// Runs that are recorded on a machine of their own, with the virtual clock.
import type { Example } from '#examples/schema.js';
import type { ExampleCourse } from '#hosts/worker/go-there.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { Machines } from '#hosts/worker/machines.js';
import { guestSetting } from '#scenario/setting.js';
import { IpclabError } from '#util/error.js';
import type { XrayData } from '#xray/xray-data.js';
import type { Project } from '../session/project.js';
import { bytesOf } from '../workspace/content.js';

/** What a run depends on, so that it can be repeated: its plan, its clock, and machines of the same image. */
export interface Course extends ExampleCourse {
  readonly machines: Machines;
}

export interface RecordedRun {
  readonly data: XrayData;
  readonly course: Course;
}

/**
 * Compiles the project's programs and executes runs one after the other, on a machine that is as in its snapshot.
 *
 * @param course.clock the machine's
 * @returns what happened in the last one
 * @throws IpclabError `build-failed` when its programs do not compile, `aborted`, or the machine's end
 */
export async function recordedRun(
  machine: Pick<Machine, 'runExample'>,
  { machines, clock }: Pick<Course, 'machines' | 'clock'>,
  { name, files }: Pick<Project, 'name' | 'files'>,
  { programs, runs }: Pick<Example, 'programs' | 'runs'>,
  signal: AbortSignal,
): Promise<RecordedRun> {
  const plan = {
    name,
    example: { title: '', shows: '', programs, runs, mutations: [] },
    files: Object.fromEntries([...files].map(([file, text]) => [file, bytesOf(text)])),
    setting: guestSetting(machines.manifest.compiler, name),
    records: true,
  };
  const last = (await machine.runExample(plan, { signal })).runs.at(-1);
  if (!last?.recording) throw new IpclabError('build-failed', last?.problems.join('; ') ?? 'there is no run');
  const { name: title, recording, lines } = last;
  return {
    data: { title, recording, lines, sources: Object.fromEntries(files) },
    course: { machines, plan, clock },
  };
}
