// From a recorded run to one of its instants: a machine repeats the run up to there, and its processes stop.
import type { Process } from '#facts/types.js';
import type { RunRecord } from '#record/record.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { eventsAlike, eventsUntil } from '#xray/arriving.js';
import type { Recording } from '#xray/events.js';
import type { Machine } from './machine.js';
import type { Machines } from './machines.js';
import { readyRequest } from './ready-request.js';
import type { RemoteContainer } from './remote-container.js';
import type { StoppedJob } from './stop-job.js';

/** A machine whose processes of the run are stopped; a person may have jobs beside them. */
export interface Arrival extends AsyncDisposable {
  readonly machine: Machine;
  readonly container: RemoteContainer;
  /** Where the program was started. */
  readonly directory: string;
  /** Those that are there. */
  readonly processes: readonly Process[];
  /** What the run had printed. */
  readonly stdout: Bytes;
  readonly stderr: Bytes;
  /** So many events of the recorded run have happened, each as it did then. */
  readonly events: number;
}

/** Longer than anybody looks, ms: what is stopped is not ended meanwhile. */
const LONG = 20 * 24 * 3600 * 1000;
/** How far beside the recorder's clock the search begins, ms. */
const SLACK = 0.05;
/** Instants are told apart by this, ms: ten instructions, about a basic block. */
const FINEST = 1e-4;

/**
 * The recorder's clock is the guest's, and the machine's own goes alike, but its beginning is known within some
 * thousands of instructions only. So the instant is searched for: what the recorder has seen when the processes stop tells too early from
 * too late, and in the end proves where they are.
 *
 * @param recording of the same run to its end
 * @param time instant of the recording, ns since it began
 * @throws IpclabError `usage` when nothing of the run is there at the instant
 */
export async function goThere(
  machines: Machines,
  { request, clock }: RunRecord,
  { recording, time }: { readonly recording: Recording; readonly time: number },
  signal?: AbortSignal,
): Promise<Arrival> {
  const limits = { signal };
  if (request.sanitize)
    throw new IpclabError('usage', 'a run with sanitizers cannot be gone into; record it without --sanitize');
  const wanted = eventsUntil(recording, time);
  const machine = await machines.launch({ kind: 'virtual', ...clock }, signal);
  try {
    const { container, prepared, spec, input } = await readyRequest(machine, machines.manifest, request, limits);
    if (!spec) throw new IpclabError('usage', 'the program of the record does not compile; there is no run to go to');
    await machine.mark(limits);
    const lasting = { ...spec, linger: LONG, limits: { ...spec.limits, wall: LONG } };
    const stopAt = async (elapsed: number): Promise<{ stopped: StoppedJob; events: number }> => {
      await machine.goBack(limits);
      await container.record({}, limits);
      const stopped = await container.stop(lasting, input, elapsed, limits);
      const events = eventsAlike(stopped.recording, recording);
      if (events === undefined) throw notAlike();
      return { stopped, events };
    };
    const start = (recording.events[wanted - 1]?.time ?? 0) / 1e6;
    let early = (await machine.account(limits)).elapsed + start - SLACK;
    await container.record({}, limits);
    let late = (await machine.account(limits)).elapsed + start + SLACK;
    let arrived = await stopAt(late);
    if (arrived.events < wanted) throw notAlike();
    while (arrived.events !== wanted && late - early > FINEST) {
      const at = (early + late) / 2;
      arrived = await stopAt(at);
      if (arrived.events < wanted) early = at;
      else late = at;
    }
    // The last try may have been too early.
    if (arrived.events < wanted) arrived = await stopAt(late);
    const { facts, stdout, stderr } = arrived.stopped;
    return {
      machine,
      container,
      directory: prepared.directory,
      processes: facts?.processes ?? [],
      stdout,
      stderr,
      events: arrived.events,
      [Symbol.asyncDispose]: () => machine[Symbol.asyncDispose](),
    };
  } catch (error) {
    await machine[Symbol.asyncDispose]();
    throw error;
  }
}

function notAlike(): IpclabError {
  return new IpclabError('machine-lost', 'the repeated run did not go as the recorded one; try again');
}
