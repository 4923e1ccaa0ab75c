// Explores a program's schedules on machines of its own.
import { explore, type Attempts, type Exploration, type ExploreOptions } from '#explore/explore.js';
import { expectedOutcome, outcomeOf, type OutputRule } from '#explore/outcome.js';
import { reduce, type Reduced } from '#explore/reduce.js';
import { storyOf, type LineOf, type Step } from '#explore/story.js';
import type { RunRecord, RunRequest } from '#record/record.js';
import { MachinePool } from '#work/pool.js';
import { runAlone, type Machines } from './machines.js';
import { ReadyProgram, withLeaps } from './ready-program.js';
import { recordSchedules, type RecordedSchedules } from './recorded-schedules.js';
import { VIRTUAL_START } from './virtual-start.js';

export interface ExploreRequest extends Omit<ExploreOptions, 'isOver' | 'right'> {
  readonly output: OutputRule;
  /** What the program should print; undefined: what it prints without a preemption. */
  readonly expected?: string | undefined;
  /**
   * Asked before each schedule but the one without a preemption: no further one is begun when it says so.
   *
   * @param elapsed milliseconds of this machine's time since the program was ready to begin
   */
  readonly isOver: (elapsed: number) => boolean;
  /** Text of a source, as the compiler is told its name. */
  readonly sourceOf: (file: string) => string;
  /** Whether somebody wants to see the schedule that fails beside one that passes. */
  readonly records?: boolean | undefined;
}

export interface Explored extends Exploration {
  /** Milliseconds of this machine's time. */
  readonly elapsed: number;
  readonly found: Found | null;
}

/** A failure as short as it gets. */
export interface Found extends Reduced {
  readonly story: readonly Step[];
  /** Of the same run on a machine of its own, from its snapshot on. */
  readonly record: RunRecord;
  /** Null: nobody asked. */
  readonly recorded: RecordedSchedules | null;
}

/** A process that computes for longer than this does not end, ms of the guest; schedules of a program that hangs end soon. */
export const EXPLORED_PROCESSOR_TIME = 1000;

/** A request that is explored: lines of its source are told by what the compiler writes for a debugger. */
export function exploredRequest(request: RunRequest): RunRequest {
  const { flags = [], limits } = request;
  return {
    ...request,
    flags: [...new Set(['-g', ...flags])],
    limits: { cpu: EXPLORED_PROCESSOR_TIME, ...limits },
  };
}

/** @throws IpclabError `build-failed` with the compiler's messages */
export async function exploreProgram(
  machines: Machines,
  request: RunRequest,
  options: ExploreRequest,
): Promise<Explored> {
  const { signal, output, expected, sourceOf, records = false } = options;
  const asked = expected === undefined ? undefined : expectedOutcome(expected, output);
  await using programs = new MachinePool((ended) => ReadyProgram.start(machines, request, ended));
  let start = performance.now();
  const attempts: Attempts = async (schedule, agents, ended) => {
    const { observation, trace } = await programs.use((program) => program.attempt(schedule, agents, ended), ended);
    // Until then it was compiled.
    if (!agents) start = performance.now();
    return { outcome: outcomeOf(observation, output), trace };
  };
  const isOver = (): boolean => options.isOver(performance.now() - start);
  const explored = await explore(attempts, { ...options, right: asked, isOver });
  const elapsed = performance.now() - start;
  const { failure, right, agents } = explored;
  if (!failure) return { ...explored, elapsed, found: null };
  const reduced = await reduce(attempts, failure, { right, agents, signal });
  const { schedule } = reduced.failure;
  const lineOf: LineOf = await programs.use((program) => program.lines(reduced.attempt.trace, sourceOf), signal);
  const story = storyOf(reduced.attempt.trace, schedule.preemptions, lineOf);
  const course = { seed: 0, start: VIRTUAL_START };
  const { cpu, wall = request.wallLimit } = withLeaps({ ...request.limits, wall: request.wallLimit }, schedule);
  const room = { wallLimit: wall, limits: { ...request.limits, ...(cpu === undefined ? {} : { cpu }) } };
  const { record } = await runAlone(machines, { ...request, ...room, schedule }, course, { signal });
  const plain = { attempts, explored, failing: reduced.failure };
  const seen = { name: request.sources.join(' '), output, sourceOf, signal };
  const recorded = records ? await recordSchedules(programs, plain, seen) : null;
  return { ...explored, elapsed, found: { ...reduced, story, record, recorded } };
}
