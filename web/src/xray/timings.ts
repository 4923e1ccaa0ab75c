// A run under one timing after the other, until it goes another way.
import { launch } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import type { Run } from '#scenario/schema.js';
import { partingOf } from '#xray/parting.js';
import { timelineOf } from '#xray/timeline.js';
import type { XrayData } from '#xray/xray-data.js';
import { CHECK_CLOCK } from '../check/check-clock.js';
import { argvOf, linesOf, type Given } from '../run/given.js';
import type { Choice, Runnable } from '../run/programs.js';
import type { Project } from '../session/project.js';
import { recordedRun } from './recorded-run.js';
import type { Shown } from './recorder.js';

/** The last seed that is tried. */
const LAST_SEED = 8;

/**
 * @param given to a program that has no runs of its own
 * @throws IpclabError `build-failed` when it does not compile, `aborted`, or what keeps a machine from starting
 */
export async function takeTimings(
  parts: Parts,
  project: Project,
  { programs }: Pick<Runnable, 'programs'>,
  choice: Choice,
  given: Given,
  signal: AbortSignal,
): Promise<Shown> {
  const { start } = CHECK_CLOCK;
  await using machine = await launch(parts, { clock: CHECK_CLOCK, signal });
  const wanted = { programs, runs: [choice.run ?? runOf(choice.name, given)] };
  const under = async (seed: number): Promise<XrayData> => {
    if (seed > 0) await machine.reset({ seed, start }, { signal });
    const data = await recordedRun(machine, parts.manifest.compiler, project, wanted, signal);
    return { ...data, title: `${choice.name}, seed ${seed}` };
  };
  const data = await under(0);
  const timeline = timelineOf(data.recording);
  for (let seed = 1; seed <= LAST_SEED; seed++) {
    const other = await under(seed);
    if (partingOf(timeline, timelineOf(other.recording))) return { data, other };
  }
  return { data, note: `Under the seeds 0 to ${LAST_SEED} the same happens, in the same order.` };
}

/** Of one program, as Run starts it. */
function runOf(name: string, given: Given): Run {
  const started = { command: argvOf(name, given), user: 'student', terminal: false, environment: {} } as const;
  return {
    ...{ name, shows: '', files: {}, capabilities: [], wallLimit: STUDENT_LIMITS.wall ?? 0, after: {}, evidence: [] },
    xray: [],
    parties: [{ ...started, stdin: linesOf(given), script: [], end: { exit: 0 } }],
  };
}
