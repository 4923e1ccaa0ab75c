// A schedule that fails and one that does not, each run once more with the guest's recorder on: what an X-ray of them is drawn from.
import { scout, type Attempt, type Attempts, type Exploration } from '#explore/explore.js';
import { outcomeOf, type OutputRule } from '#explore/outcome.js';
import { samePlaces } from '#explore/same-places.js';
import type { Preemption, Schedule } from '#machine/schedule.js';
import { hasCode } from '#util/error.js';
import { filesOfLines, type XrayData } from '#xray/xray-data.js';
import type { MachinePool } from '#work/pool.js';
import type { ReadyProgram, RecordedAttempt } from './ready-program.js';

/** Null: there is no such run, there was no room for a recording, or with the recorder on it came to something else. */
export interface RecordedSchedules {
  readonly failing: XrayData | null;
  readonly passing: XrayData | null;
}

export interface RecordedOptions {
  /** Of the program, as a title. */
  readonly name: string;
  readonly output: OutputRule;
  readonly sourceOf: (file: string) => string;
  readonly signal?: AbortSignal | undefined;
}

/** Schedules without a recorder, and what comes of them. */
interface Plain {
  readonly attempts: Attempts;
  readonly explored: Pick<Exploration, 'from' | 'agents' | 'outcomes'>;
  /** The one that fails, as short as it gets. */
  readonly failing: { readonly schedule: Schedule; readonly outcome: Attempt['outcome'] };
}

/** The recorder's instructions move every instant, so that each preemption is at the same place of its thread instead. */
export async function recordSchedules(...parameters: Parameters<typeof recordBoth>): Promise<RecordedSchedules> {
  try {
    return await recordBoth(...parameters);
  } catch (error) {
    if (!hasCode(error, 'guest-refused')) throw error;
    return { failing: null, passing: null };
  }
}

async function recordBoth(
  programs: MachinePool<ReadyProgram>,
  { attempts, explored, failing }: Plain,
  { name, output, sourceOf, signal }: RecordedOptions,
): Promise<RecordedSchedules> {
  const recorded = async (schedule: Schedule, agents: readonly string[] | undefined): Promise<RecordedAttempt> =>
    programs.use((program) => program.record(schedule, agents, signal), signal);
  const { from, agents } = await scout(async (schedule, known) => {
    const { observation, trace } = await recorded(schedule, known);
    return { outcome: outcomeOf(observation, output), trace };
  });
  const draw = async (
    title: string,
    preemptions: readonly Preemption[],
    outcome: Attempt['outcome'],
  ): Promise<XrayData | null> => {
    const there = await samePlaces(
      preemptions,
      async (before) => (await attempts({ from: explored.from, preemptions: before }, explored.agents, signal)).trace,
      async (before) => (await recorded({ from, preemptions: before }, agents)).trace,
    );
    if (!there) return null;
    const { observation, recording, lines } = await recorded({ from, preemptions: there }, agents);
    if (outcomeOf(observation, output).key !== outcome.key) return null;
    const sources = Object.fromEntries([...filesOfLines(lines)].map((file) => [file, sourceOf(file)]));
    return { title, recording, lines, sources };
  };
  const passes = explored.outcomes.filter(({ failure }) => failure === null);
  const passing = passes.find(({ preemptions }) => preemptions.length === 0) ?? passes[0];
  return {
    failing: await draw(`${name}: an order that fails`, failing.schedule.preemptions, failing.outcome),
    passing: passing ? await draw(`${name}: an order that passes`, passing.preemptions, passing.outcome) : null,
  };
}
