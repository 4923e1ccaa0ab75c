// A run as its checks looked at it, from what the result has kept of it.
import { askedOfRun, type Expectation } from '#checks/expectation.js';
import type { PartyOutcome } from '#checks/observed.js';
import type { LimitName } from '#protocol/exec-spec.js';
import { encodeText, type Bytes } from '#util/bytes.js';
import { sha256Now } from '#util/digest.js';
import type { Execution } from './execute-run.js';
import type { RunPlan } from './job.js';
import type { RunResult } from './result.js';

type Party = RunResult['parties'][number];

/** Kinds that need no more than is kept, where what is kept is whole. */
const KEPT: ReadonlySet<string> = new Set(['end', 'stdout', 'stderr', 'sanitizer']);

/** Whether what is kept of a run can tell what is asked, however the run went. */
export function isKept(expect: Expectation): boolean {
  // Who hangs is told by facts, of which a result keeps a part.
  const hang = typeof expect.end === 'object' && 'hang' in expect.end;
  return !hang && askedOfRun(expect).every(({ kind }) => KEPT.has(kind.name));
}

/** @returns undefined where something of it is not kept */
export function recordedRun(run: RunPlan, { seed, parties, sanitizer }: RunResult): Execution | undefined {
  // Whether a step of a script could be done is not kept.
  if (run.parties.some(({ script, start }) => script.length > 0 || start)) return undefined;
  const outcomes = parties.map(recordedParty);
  if (!outcomes.every((one) => one !== undefined)) return undefined;
  const nothing = { looks: new Map(), evidence: null, files: new Map(), traces: new Map() };
  return { run, seed, parties: outcomes, ...nothing, sanitizer: sanitizer ?? null };
}

function recordedParty({ name, end, stdout, stderr, evidence }: Party): PartyOutcome | undefined {
  const streams = { stdout: wholeStream(stdout), stderr: wholeStream(stderr) };
  if (!end || !streams.stdout || !streams.stderr) return undefined;
  const status = {
    ...end,
    // The schema of what is kept knows a limit as a word.
    limit: end.limit as LimitName | null,
    reached: end.reached as LimitName[],
    usage: { user: 0, system: 0, maxrss: 0, minflt: 0, majflt: 0, nvcsw: 0, nivcsw: 0 },
    written: { stdout: stdout.size, stderr: stderr.size },
    cut: { stdout: null, stderr: null },
    evidence: evidence ?? null,
  };
  return { name, status, refused: null, stdout: streams.stdout, stderr: streams.stderr, problem: undefined };
}

/** Undefined where its head is not all of it. */
export function wholeStream({ size, sha256, head }: Party['stdout']): Bytes | undefined {
  const bytes = encodeText(head);
  return bytes.length === size && sha256Now(bytes) === sha256 ? bytes : undefined;
}
