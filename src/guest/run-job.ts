// A job from start to end with its streams collected.
import { concat, encodeText, type Bytes } from '#util/bytes.js';
import type { Cut, ExecSpec, ExitStatus } from '#protocol/exec-spec.js';
import type { ExecTarget } from './container.js';

export interface JobResult {
  readonly status: ExitStatus;
  /** On a terminal: everything that it showed. */
  readonly stdout: Bytes;
  readonly stderr: Bytes;
}

/** Runs a job to its end; `input` is its whole standard input. */
export async function runJob(target: ExecTarget, spec: ExecSpec, input?: Uint8Array): Promise<JobResult> {
  const streams = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  const job = target.exec(input ? { ...spec, input: 'open' } : spec, (stream, bytes) => {
    streams[stream].push(bytes);
  });
  if (input) {
    await job.write(input);
    job.endInput();
  }
  const status = await job.exited;
  return { status, stdout: concat(streams.stdout), stderr: concat(streams.stderr) };
}

/** A stream for a person: where the output limit took something out, it says how much. */
export function markCut(bytes: Bytes, cut: Cut | null): Bytes {
  if (!cut) return bytes;
  const mark = encodeText(`\n[${cut.missing} bytes of output are missing here]\n`);
  return concat([bytes.subarray(0, cut.at), mark, bytes.subarray(cut.at)]);
}
