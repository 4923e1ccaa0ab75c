// A run that has begun, and can be halted as a whole.
import type { ExecTarget } from '#guest/container.js';
import type { Job, OutputStream } from '#guest/job.js';
import { runParties, type PartySetting } from './run-parties.js';
import type { Actor } from './schema.js';
import type { Files } from './setting.js';

export interface BegunRun {
  /** Settles when all parties have ended, or the run was halted; never rejects. */
  readonly over: Promise<void>;
  /** What all parties have printed so far, in that order. */
  readonly streams: Readonly<Record<OutputStream, readonly Uint8Array[]>>;
  /** Stops every process by SIGSTOP; no party acts from then on. */
  readonly halt: () => void;
}

/**
 * Begins a run in a container where everything lies ready. No limit of time ends its processes before {@link lasting}.
 *
 * @param given the run's own files
 * @param lasting ms of the guest
 */
export function beginParties(
  setting: PartySetting,
  { parties }: { readonly parties: readonly Actor[] },
  given: Files,
  lasting: number,
): BegunRun {
  const { container } = setting;
  const jobs: Job[] = [];
  const streams = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  let isHalted = false;
  const exec: ExecTarget['exec'] = (spec, onOutput) => {
    const job = container.exec({ ...spec, linger: lasting }, (stream, bytes) => {
      streams[stream].push(bytes);
      onOutput(stream, bytes);
    });
    jobs.push(job);
    return job;
  };
  const begun = runParties(
    {
      ...setting,
      container: {
        exec,
        put: (spec, content) => container.put(spec, content),
        get: (path, maxSize) => container.get(path, maxSize),
        evidence: () => container.evidence(),
      },
      isHalted: () => isHalted,
    },
    { parties, wallLimit: lasting },
    given,
  );
  return {
    // Whoever goes back to before it needs no word of its end.
    over: begun.then(
      () => undefined,
      () => undefined,
    ),
    streams,
    halt: () => {
      isHalted = true;
      for (const job of jobs) job.signal('SIGSTOP', 'job');
    },
  };
}
