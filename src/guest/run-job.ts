// A job from start to end with its streams collected.
import { concat, type Bytes } from '../util/bytes.js';
import type { Agent } from './agent.js';
import type { ExecSpec, ExitStatus } from './exec-spec.js';

export interface JobResult {
  readonly status: ExitStatus;
  /** On a terminal: everything that it showed. */
  readonly stdout: Bytes;
  readonly stderr: Bytes;
}

/** Runs a job to its end; `input` is its whole standard input. */
export async function runJob(agent: Agent, spec: ExecSpec, input?: Uint8Array): Promise<JobResult> {
  const streams = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  const job = agent.exec(input ? { ...spec, input: 'open' } : spec, (stream, bytes) => {
    streams[stream].push(bytes);
  });
  if (input) {
    await job.write(input);
    job.endInput();
  }
  const status = await job.exited;
  return { status, stdout: concat(streams.stdout), stderr: concat(streams.stderr) };
}
