// A run that is stopped at an instant, in the machine's worker.
import type { Facts } from '#facts/types.js';
import type { Container, ExecTarget } from '#guest/container.js';
import { startJob } from '#guest/run-job.js';
import type { GuestMachine } from '#machine/guest-machine.js';
import type { OutputStream } from '#guest/job.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import { concat, type Bytes } from '#util/bytes.js';
import { deferred } from '#util/deferred.js';
import type { Recording } from '#xray/events.js';

export interface StoppedJob {
  /** What of the run is there; null where the agent cannot tell. */
  readonly facts: Facts | null;
  /** What the container's recorder saw, with the stop itself. */
  readonly recording: Recording;
  /** What it had printed. */
  readonly stdout: Bytes;
  readonly stderr: Bytes;
}

/** What has begun and can be stopped as a whole. */
export interface Begun {
  /** Settles when it has ended before; never rejects. */
  readonly over: Promise<unknown>;
  readonly streams: Readonly<Record<OutputStream, readonly Uint8Array[]>>;
  /** Sends all its processes SIGSTOP. */
  readonly halt: () => void;
}

/** How often it is looked whether all have stopped. */
const LOOKS = 100;

/** Starts one job. */
export function beginJob(target: ExecTarget, spec: ExecSpec, input: Bytes): Begun {
  const { job, streams } = startJob(target, spec, input);
  return {
    // Whoever goes back to before it needs no word of its end.
    over: job.exited.catch(() => undefined),
    streams,
    halt: () => {
      job.signal('SIGSTOP', 'job');
    },
  };
}

/**
 * Begins something in a container that is recorded, and stops all its processes at an instant. They stay stopped, unless it has
 * ended before.
 *
 * @param elapsed the instant: guest time since the machine's start, ms
 */
export async function stopAt(
  machine: GuestMachine,
  container: Container,
  begin: () => Begun,
  elapsed: number,
): Promise<StoppedJob> {
  const arrived = deferred<void>();
  let stop = (): void => undefined;
  const arrive = (): void => {
    stop();
    arrived.resolve();
  };
  return machine.aiming(elapsed, arrive, async () => {
    const { over, streams, halt } = begin();
    stop = halt;
    await Promise.race([arrived.promise, over]);
    const recording = await container.takeRecording();
    let facts = await container.evidence();
    // The signal is sent to all before the agent answers, but each stops only when it has the processor again.
    for (let look = 0; look < LOOKS && facts?.processes.some(({ state }) => state === 'R' || state === 'S'); look++)
      facts = await container.evidence();
    return { facts, recording, stdout: concat(streams.stdout), stderr: concat(streams.stderr) };
  });
}
