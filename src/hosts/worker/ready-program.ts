// A program that is compiled and ready to begin, on a machine that goes back to that moment.
import { leapsOf } from '#explore/enemies.js';
import { linesOf } from '#explore/lines.js';
import type { Observation } from '#explore/outcome.js';
import type { LineOf } from '#explore/story.js';
import type { JobResult } from '#guest/run-job.js';
import type { Schedule } from '#machine/schedule.js';
import type { Trace } from '#machine/trace.js';
import type { ExecSpec, JobLimits } from '#protocol/exec-spec.js';
import type { RunRequest } from '#record/record.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { Recording } from '#xray/events.js';
import type { XrayData } from '#xray/xray-data.js';
import type { Limits } from '#util/deadline.js';
import type { TraceOptions } from './api.js';
import type { Machine } from './machine.js';
import type { Machines } from './machines.js';
import { RUN_DIRECTORY } from './place-files.js';
import { readyRequest } from './ready-request.js';
import * as recordedLines from './recorded-lines.js';
import type { RemoteContainer } from './remote-container.js';
import { VIRTUAL_START } from './virtual-start.js';

export interface ObservedAttempt {
  readonly observation: Observation;
  readonly trace: Trace;
}

export interface RecordedAttempt extends ObservedAttempt {
  readonly recording: Recording;
  /** Of the sources, for the calls of the recording. */
  readonly lines: NonNullable<XrayData['lines']>;
}

export class ReadyProgram implements AsyncDisposable {
  readonly #machine: Machine;
  readonly #container: RemoteContainer;
  readonly #spec: ExecSpec;
  readonly #input: Bytes;

  private constructor(
    machine: Machine,
    container: RemoteContainer,
    spec: ExecSpec,
    input: Bytes,
    readonly compiled: JobResult,
  ) {
    this.#machine = machine;
    this.#container = container;
    this.#spec = spec;
    this.#input = input;
  }

  /**
   * Does what a scripted run does until its program begins.
   *
   * @throws IpclabError `build-failed` with the compiler's messages, when it does not compile
   */
  static async start(machines: Machines, request: RunRequest, signal?: AbortSignal): Promise<ReadyProgram> {
    const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
    const machine = await machines.launch(clock, signal);
    try {
      const limits = { signal };
      const { container, prepared, spec, input } = await readyRequest(machine, machines.manifest, request, limits);
      if (!spec) throw new IpclabError('build-failed', decodeText(prepared.compiled.stderr));
      await machine.mark(limits);
      return new ReadyProgram(machine, container, spec, input, prepared.compiled);
    } catch (error) {
      await machine[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Nothing: whatever is done with it goes back to where the program is ready to begin. */
  async reset(): Promise<void> {
    await Promise.resolve();
  }

  async attempt(
    schedule: Schedule,
    agents: readonly string[] | undefined,
    signal?: AbortSignal,
  ): Promise<ObservedAttempt> {
    return this.#observe(schedule, { agents, from: 'mark' }, { signal });
  }

  /** The same with the guest's recorder on, which executes instructions of its own: the same instants are other places. */
  async record(
    schedule: Schedule,
    agents: readonly string[] | undefined,
    signal?: AbortSignal,
  ): Promise<RecordedAttempt> {
    const limits = { signal };
    await this.#machine.goBack(limits);
    await this.#container.record({}, limits);
    const attempt = await this.#observe(schedule, { agents, from: 'here' }, limits);
    const recording = await this.#container.takeRecording(limits);
    const folders = { home: RUN_DIRECTORY, directory: this.#spec.directory ?? RUN_DIRECTORY };
    return { ...attempt, recording, lines: await recordedLines.linesOf(this.#container, recording, folders, limits) };
  }

  /** What the program's debug information says; for addresses of a trace. */
  async lines(trace: Trace, sourceOf: (file: string) => string): Promise<LineOf> {
    await this.#machine.goBack();
    const [program = ''] = this.#spec.argv;
    const path = `${this.#spec.directory ?? ''}/${program.replace(/^\.\//, '')}`;
    return linesOf(await this.#container.get(path), trace, sourceOf);
  }

  async #observe(schedule: Schedule, options: Omit<TraceOptions, 'input'>, limits: Limits): Promise<ObservedAttempt> {
    const spec = { ...this.#spec, limits: withLeaps(this.#spec.limits ?? {}, schedule) };
    const { result, trace } = await this.#container.trace(spec, schedule, { ...options, input: this.#input }, limits);
    const left = await this.#container.evidence(limits);
    return { observation: { ...result, left }, trace };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#machine[Symbol.asyncDispose]();
  }
}

/** Whoever has the processor while the clock leaps far is charged with that: it has the same time of its own as without. */
export function withLeaps(limits: JobLimits, { preemptions }: Schedule): JobLimits {
  const leaps = leapsOf(preemptions);
  if (leaps === 0) return limits;
  const { cpu, wall } = limits;
  return {
    ...limits,
    ...(cpu === undefined ? {} : { cpu: cpu + leaps }),
    ...(wall === undefined ? {} : { wall: wall + leaps }),
  };
}
