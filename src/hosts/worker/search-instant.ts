// Where on a machine's clock a recorded run is at one of its instants.
import { IpclabError } from '#util/error.js';
import { eventsAlike, eventsUntil } from '#xray/arriving.js';
import type { Recording } from '#xray/events.js';
import type { Machine } from './machine.js';
import type { RemoteContainer } from './remote-container.js';
import type { StoppedJob } from './stop-job.js';

export interface Instant {
  /** Of the same run to its end. */
  readonly recording: Recording;
  /** Of the recording, ns since it began. */
  readonly time: number;
}

/** A run whose programs are ready to begin. */
export interface Ready {
  readonly container: RemoteContainer;
  /**
   * Has them begin, and stops them.
   *
   * @param elapsed time of the guest since the start, ms, as `Machine.account` has it
   */
  readonly stop: (elapsed: number) => Promise<StoppedJob>;
}

/** How far beside the recorder's clock the search begins, ms. */
const SLACK = 0.05;
/** How far beside it goes at most. */
const MOST_SLACK = 50;
/** Instants are told apart by this, ms: ten instructions, about a basic block. */
const FINEST = 1e-4;

/**
 * The recorder's clock is the guest's, and the machine's own goes alike, but its beginning is known within some
 * thousands of instructions only. So the instant is searched for: what the recorder has seen when the processes stop tells too early from
 * too late, and in the end proves where they are.
 *
 * @param onTry called before each run up to there
 * @returns how the run was stopped, and how many of its events had happened; its processes are there
 * @throws IpclabError `machine-lost` when the repeated run goes another way
 */
export async function searchInstant(
  machine: Machine,
  { container, stop }: Ready,
  { recording, time }: Instant,
  signal?: AbortSignal,
  onTry: () => void = () => undefined,
): Promise<{ readonly stopped: StoppedJob; readonly events: number }> {
  const limits = { signal };
  const wanted = eventsUntil(recording, time);
  await machine.mark(limits);
  const stopAt = async (elapsed: number): Promise<{ stopped: StoppedJob; events: number }> => {
    onTry();
    await machine.goBack(limits);
    await container.record({}, limits);
    const stopped = await stop(elapsed);
    const events = eventsAlike(stopped.recording, recording);
    if (events === undefined) throw notAlike();
    return { stopped, events };
  };
  const start = (recording.events[wanted - 1]?.time ?? 0) / 1e6;
  let early = (await machine.account(limits)).elapsed + start - SLACK;
  await container.record({}, limits);
  let late = (await machine.account(limits)).elapsed + start + SLACK;
  let arrived = await stopAt(late);
  // A long wait ends some microseconds before or after.
  for (let slack = SLACK; arrived.events < wanted; slack *= 4) {
    if (slack > MOST_SLACK) throw notAlike();
    early = late;
    late += slack;
    arrived = await stopAt(late);
  }
  while (arrived.events !== wanted && late - early > FINEST) {
    const at = (early + late) / 2;
    arrived = await stopAt(at);
    if (arrived.events < wanted) early = at;
    else late = at;
  }
  // The last try may have been too early.
  if (arrived.events < wanted) arrived = await stopAt(late);
  return arrived;
}

function notAlike(): IpclabError {
  return new IpclabError(
    'machine-lost',
    'the repeated run did not go as the recorded one, as after a limit of time that ended processes; choose an earlier instant',
  );
}
