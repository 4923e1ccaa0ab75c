// What came of a run, as clients of a Jobe server know it: the RunResult of its REST API, and what is only to be had here.
import { limitSentences } from '#facts/explain/end.js';
import { endedSentences } from '#facts/explain/ended.js';
import { explainAll } from '#facts/explain/explain.js';
import { markCut, type JobResult } from '#guest/run-job.js';
import type { ScriptedRun } from '#hosts/worker/run-request.js';
import type { RunRecord } from '#record/record.js';
import type { Bytes } from '#util/bytes.js';

export const OUTCOME = {
  COMPILATION_ERROR: 11,
  RUNTIME_ERROR: 12,
  TIME_LIMIT: 13,
  SUCCESS: 15,
  MEMORY_LIMIT: 17,
  ILLEGAL_SYSTEM_CALL: 19,
  INTERNAL_ERROR: 20,
  SERVER_OVERLOAD: 21,
} as const;

export interface RunResult {
  readonly run_id: string;
  readonly outcome: number;
  readonly cmpinfo: string;
  readonly stdout: string;
  /** What the program wrote there; where that is nothing and it failed, why it did. */
  readonly stderr: string;
  /** Not of the API. */
  readonly ipclab?: Extras;
}

export interface Extras {
  /** How the program ended: what a shell has as its status, or null. */
  readonly exit: number | null;
  readonly signal: string | null;
  /** The limit that ended it. */
  readonly limit: string | null;
  /** How it ended if not by itself, where its processes waited, and what they left behind. */
  readonly evidence: readonly string[];
  /** For `ipclab replay`; there when the job has `debug`. */
  readonly record?: RunRecord | undefined;
}

/** The result of a job that was not run. */
export function withoutRun(id: string, outcome: number, stderr = ''): RunResult {
  return { run_id: id, outcome, cmpinfo: '', stdout: '', stderr };
}

/** @param withRecord see {@link Extras.record} */
export function resultFor(id: string, scripted: ScriptedRun, withRecord: boolean): RunResult {
  const { compile, run, record } = scripted;
  const cmpinfo = shown(compile, 'stdout') + shown(compile, 'stderr');
  const kept = withRecord ? { record } : {};
  // As with a Jobe server, a compiler that has something to say has refused.
  if (!run || cmpinfo !== '') {
    const { exit, signal, limit } = compile.status;
    const why = limitSentences('the compiler', compile.status).join('\n');
    const result = { ...withoutRun(id, OUTCOME.COMPILATION_ERROR), cmpinfo: cmpinfo === '' ? why : cmpinfo };
    return { ...result, ipclab: { exit, signal, limit, evidence: [], ...kept } };
  }
  const { exit, signal, limit } = run.status;
  const outcome = outcomeOf(run);
  const evidence = evidenceOf(scripted);
  const stderr = shown(run, 'stderr');
  return {
    run_id: id,
    outcome,
    cmpinfo: '',
    stdout: shown(run, 'stdout'),
    stderr: stderr === '' && outcome !== OUTCOME.SUCCESS ? evidence.join('\n') : stderr,
    ipclab: { exit, signal, limit, evidence, ...kept },
  };
}

/** An exit status is none of its own: a program failed when it wrote to standard error, or was ended. */
function outcomeOf({ status, stderr }: JobResult): number {
  const { limit, signal, reached } = status;
  if (limit === 'wall' || limit === 'cpu') return OUTCOME.TIME_LIMIT;
  if (limit === 'memory' || (signal === 'SIGKILL' && reached.includes('memory'))) return OUTCOME.MEMORY_LIMIT;
  if (signal === 'SIGSYS') return OUTCOME.ILLEGAL_SYSTEM_CALL;
  return limit !== null || signal !== null || stderr.length > 0 ? OUTCOME.RUNTIME_ERROR : OUTCOME.SUCCESS;
}

function evidenceOf({ run, leftBehind }: ScriptedRun): string[] {
  if (!run) return [];
  const { status } = run;
  return [
    ...endedSentences('the program', status, status.written.stdout),
    ...explainAll([status.evidence, leftBehind]),
  ];
}

function shown(job: JobResult, stream: 'stdout' | 'stderr'): string {
  return visible(markCut(job[stream], job.status.cut[stream]));
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text as it is; of bytes that are no UTF-8, each that is no printable ASCII as `\xc0`. */
export function visible(bytes: Bytes): string {
  try {
    return STRICT.decode(bytes);
  } catch {
    const shown = Array.from(bytes, (byte) =>
      (byte >= 0x20 && byte <= 0x7e) || byte === 0x09 || byte === 0x0a || byte === 0x0d
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, '0')}`,
    );
    return shown.join('');
  }
}
