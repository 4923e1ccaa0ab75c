// Runs that are recorded on a machine of their own, with the virtual clock.
import type { Machine } from '#hosts/worker/machine.js';
import type { Compiler } from '#guest/compile.js';
import type { Example } from '#examples/schema.js';
import { guestSetting } from '#scenario/setting.js';
import { IpclabError } from '#util/error.js';
import type { XrayData } from '#xray/xray-data.js';
import type { Project } from '../session/project.js';
import { bytesOf } from '../workspace/content.js';

/**
 * Compiles the project's programs and executes runs one after the other.
 *
 * @returns what happened in the last one
 * @throws IpclabError `build-failed` when its programs do not compile, `aborted`, or the machine's end
 */
export async function recordedRun(
  machine: Pick<Machine, 'runExample'>,
  compiler: Compiler,
  { name, files }: Pick<Project, 'name' | 'files'>,
  { programs, runs }: Pick<Example, 'programs' | 'runs'>,
  signal: AbortSignal,
): Promise<XrayData> {
  const plan = {
    name,
    example: { title: '', shows: '', programs, runs, mutations: [] },
    files: Object.fromEntries([...files].map(([file, text]) => [file, bytesOf(text)])),
    setting: guestSetting(compiler, name),
    records: true,
  };
  const last = (await machine.runExample(plan, { signal })).runs.at(-1);
  if (!last?.recording) throw new IpclabError('build-failed', last?.problems.join('; ') ?? 'there is no run');
  const { name: title, recording, lines } = last;
  return { title, recording, lines, sources: Object.fromEntries(files) };
}
