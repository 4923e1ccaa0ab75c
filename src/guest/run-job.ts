// A job from start to end with its streams collected.
import { concat, encodeText, type Bytes } from '#util/bytes.js';
import type { Cut, ExecSpec, ExitStatus } from '#protocol/exec-spec.js';
import type { ExecTarget } from './container.js';
import type { Job } from './job.js';

export interface JobResult {
  readonly status: ExitStatus;
  /** On a terminal: everything that it showed. */
  readonly stdout: Bytes;
  readonly stderr: Bytes;
}

/** A job under way, with its streams so far. */
export interface RunningJob {
  readonly job: Job;
  readonly streams: { readonly stdout: Uint8Array[]; readonly stderr: Uint8Array[] };
}

/** Starts a job; `input` is its whole standard input. */
export function startJob(target: ExecTarget, spec: ExecSpec, input?: Uint8Array): RunningJob {
  const streams = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  const job = target.exec(input ? { ...spec, input: 'open' } : spec, (stream, bytes) => {
    streams[stream].push(bytes);
  });
  if (input) {
    void job.write(input).then(() => {
      job.endInput();
    });
  }
  return { job, streams };
}

/** Runs a job to its end; `input` is its whole standard input. */
export async function runJob(target: ExecTarget, spec: ExecSpec, input?: Uint8Array): Promise<JobResult> {
  const { job, streams } = startJob(target, spec, input);
  const status = await job.exited;
  return { status, stdout: concat(streams.stdout), stderr: concat(streams.stderr) };
}

/** A stream for a person: where the output limit took something out, it says how much. */
export function markCut(bytes: Bytes, cut: Cut | null): Bytes {
  if (!cut) return bytes;
  const mark = encodeText(`\n[${cut.missing} bytes of output are missing here]\n`);
  return concat([bytes.subarray(0, cut.at), mark, bytes.subarray(cut.at)]);
}
