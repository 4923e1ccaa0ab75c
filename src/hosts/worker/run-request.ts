// A run without a person: on a machine with a virtual clock, with everything it depends on written down.
import { boundFacts } from '#facts/bound.js';
import type { Facts } from '#facts/types.js';
import type { Recording } from '#xray/events.js';
import type { XrayData } from '#xray/xray-data.js';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import type { JobResult } from '#guest/run-job.js';
import type { ImageManifest } from '#image/manifest.js';
import type { VirtualOptions } from '#machine/virtual-timing.js';
import {
  KEPT,
  RECORD_FORMAT,
  type RunOutcome,
  type RunRecord,
  type RunRequest,
  type StreamRecord,
} from '#record/record.js';
import { toBase64 } from '#util/base64.js';
import type { Bytes } from '#util/bytes.js';
import { sha256 } from '#util/digest.js';
import { linesOf } from './recorded-lines.js';
import { RUN_DIRECTORY } from './place-files.js';
import { readMadeFiles, type MadeFiles } from './made-files.js';
import type { Machine } from './machine.js';
import { readyRequest } from './ready-request.js';
import { reportOf } from './sanitizer-report.js';

export interface ScriptedRun {
  readonly compile: JobResult;
  /** Null when it does not compile. */
  readonly run: JobResult | null;
  /** What is still there after the program has ended. */
  readonly leftBehind: Facts | null;
  /** Null: it was not run with sanitizers. */
  readonly sanitizer: SanitizerReport | null;
  /** What happened, if somebody asked and it compiled. */
  readonly recording?: Recording;
  /** Of the sources, for the calls of the recording. */
  readonly lines?: XrayData['lines'];
  /** What programs made in their folder, if somebody asked. */
  readonly made?: MadeFiles;
  readonly record: RunRecord;
}

export interface RequestOptions {
  /** Gives it up, and the machine with it. */
  readonly signal?: AbortSignal | undefined;
  /** Whether somebody wants what programs make. */
  readonly keepsFiles?: boolean | undefined;
  /** Whether somebody wants to know what happens while the program runs. */
  readonly records?: boolean | undefined;
}

/** Compiles and runs on a machine with a virtual clock that is fresh from its snapshot. */
export async function runRequest(
  machine: Machine,
  manifest: ImageManifest,
  request: RunRequest,
  course: VirtualOptions,
  { signal, keepsFiles = false, records = false }: RequestOptions = {},
): Promise<ScriptedRun> {
  const limits = { signal };
  const { sanitize = [], schedule } = request;
  await using ready = await readyRequest(machine, manifest, request, limits);
  const { container, plan, prepared, spec, input } = ready;
  const { compiled, directory, built } = prepared;
  // The compiler's own events are nobody's question.
  if (spec && records) await container.record({}, limits);
  const reporting = spec && sanitize.length > 0 ? await container.runReporting(spec, input, limits, schedule) : null;
  const run = reporting?.result ?? (spec && (await container.run(spec, input, limits, schedule)));
  const recording = run && records && (await container.takeRecording(limits));
  const leftBehind = run && (await container.evidence(limits));
  const account = await machine.account();
  const outcome: RunOutcome = {
    ...account,
    sent: account.sent.map(([at, size, checksum]) => [at, size, checksum]),
    compile: await recordJob(compiled),
    run: run && (await recordJob(run)),
  };
  const { name, inputs, digest } = manifest;
  const record: RunRecord = {
    format: RECORD_FORMAT,
    image: { name, inputs, digest },
    clock: { seed: course.seed, start: course.start },
    ...(records && { recorded: true }),
    request,
    outcome,
  };
  const lines = recording && (await linesOf(container, recording, { home: RUN_DIRECTORY, directory }, limits));
  const made = run && keepsFiles && (await readMadeFiles(container, plan.files, built, limits));
  const sanitizer = reporting && reportOf(reporting.reports, plan, directory);
  return {
    compile: compiled,
    run,
    leftBehind,
    sanitizer,
    record,
    ...(recording && lines && { recording, lines }),
    ...(made && { made }),
  };
}

async function recordJob({ status, stdout, stderr }: JobResult): Promise<NonNullable<RunOutcome['run']>> {
  const evidence = status.evidence && boundFacts(status.evidence);
  return { status: { ...status, evidence }, stdout: await recordStream(stdout), stderr: await recordStream(stderr) };
}

async function recordStream(bytes: Bytes): Promise<StreamRecord> {
  return { size: bytes.length, sha256: await sha256(bytes), head: toBase64(bytes.subarray(0, KEPT)) };
}
