// A run under one timing after the other, until it goes another way.
import { launch, machinesOf } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import type { Run } from '#scenario/schema.js';
import { partingOf } from '#xray/parting.js';
import { timelineOf } from '#xray/timeline.js';
import { CHECK_CLOCK } from '../check/check-clock.js';
import { argvOf, linesOf, type Given } from '../run/given.js';
import type { Choice, Runnable } from '../run/programs.js';
import type { Project } from '../session/project.js';
import { recordedRun, type RecordedRun } from './recorded-run.js';
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
  const machines = machinesOf(parts);
  const under = async (seed: number): Promise<RecordedRun> => {
    const clock = { seed, start };
    if (seed > 0) await machine.reset(clock, { signal });
    const { data, course } = await recordedRun(machine, { machines, clock }, project, wanted, signal);
    return { data: { ...data, title: `${choice.name}, seed ${seed}` }, course };
  };
  const first = await under(0);
  const timeline = timelineOf(first.data.recording);
  for (let seed = 1; seed <= LAST_SEED; seed++) {
    const other = await under(seed);
    if (partingOf(timeline, timelineOf(other.data.recording))) return { ...first, other };
  }
  return { ...first, note: `Under the seeds 0 to ${LAST_SEED} the same happens, in the same order.` };
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
