// A container whose guest is in a worker; the same words as guest/container.ts.
import type { BuildResult, BuildSpec } from '#guest/build.js';
import type { CompileSpec } from '#guest/compile.js';
import type { Container, RecordingSpec } from '#guest/container.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import type { MakeResult, MakeSpec } from '#guest/make.js';
import type { PutSpec } from '#protocol/messages.js';
import type { JobResult } from '#guest/run-job.js';
import type { runReporting } from '#guest/sanitizers.js';
import type { Schedule } from '#machine/schedule.js';
import type { Bytes } from '#util/bytes.js';
import type { Limits } from '#util/deadline.js';
import type { CallOf, ContainerCall, TracedRun } from './api.js';
import type { Machine } from './machine.js';
import type { OutputListener, RemoteJob } from './remote-job.js';
import type { StoppedJob } from './stop-job.js';

/** Calls a method of the container in the worker; `what` names it in an error. */
type Call = (call: CallOf<Container, ContainerCall>, what: string, limits: Limits) => Promise<unknown>;

type Tail<List extends readonly unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never;

/** A part of the guest with processes, objects, network and writable files of its own, which ends as a whole. */
export class RemoteContainer implements AsyncDisposable {
  readonly #machine: Machine;
  readonly #call: Call;

  constructor(
    machine: Machine,
    readonly id: number,
    call: Call,
  ) {
    this.#machine = machine;
    this.#call = call;
  }

  /** Writes a file in it, whole or not at all. */
  put(spec: PutSpec, content: Bytes, limits?: Limits): Promise<void> {
    return this.#machine.put({ ...spec, container: this.id }, content, limits);
  }

  /** Reads a regular file that its programs can see, at most `maxSize` bytes long. */
  get(path: string, maxSize?: number, limits?: Limits): Promise<Bytes> {
    return this.#machine.get(path, maxSize, limits, this.id);
  }

  compile(spec: CompileSpec, limits?: Limits): Promise<JobResult> {
    return this.#machine.compile({ ...spec, container: this.id }, limits);
  }

  build(spec: BuildSpec, limits?: Limits): Promise<BuildResult> {
    return this.#machine.build({ ...spec, container: this.id }, limits);
  }

  make(spec: MakeSpec, limits?: Limits): Promise<MakeResult> {
    return this.#machine.make({ ...spec, container: this.id }, limits);
  }

  run(spec: ExecSpec, input?: Bytes, limits?: Limits, schedule?: Schedule): Promise<JobResult> {
    return this.#machine.run({ ...spec, container: this.id }, input, limits, schedule);
  }

  runReporting(spec: ExecSpec, input?: Bytes, limits?: Limits, schedule?: Schedule): ReturnType<typeof runReporting> {
    return this.#machine.runReporting({ ...spec, container: this.id }, input, limits, schedule);
  }

  trace(spec: ExecSpec, ...rest: Tail<Parameters<Machine['trace']>>): Promise<TracedRun> {
    return this.#machine.trace({ ...spec, container: this.id }, ...rest);
  }

  stop(spec: ExecSpec, ...rest: Tail<Parameters<Machine['stop']>>): Promise<StoppedJob> {
    return this.#machine.stop({ ...spec, container: this.id }, ...rest);
  }

  /** Of a container that has a ready example, see {@link Machine.readyExample}. */
  stopExample(...rest: Tail<Parameters<Machine['stopExample']>>): Promise<StoppedJob> {
    return this.#machine.stopExample(this.id, ...rest);
  }

  exec(spec: ExecSpec, onOutput: OutputListener): RemoteJob {
    return this.#machine.exec({ ...spec, container: this.id }, onOutput);
  }

  /** What is in it just now. */
  evidence(limits: Limits = {}): ReturnType<Container['evidence']> {
    return this.#call(['evidence'], 'looking into a container', limits) as ReturnType<Container['evidence']>;
  }

  /** Its {@link Container.record}. */
  async record(spec?: RecordingSpec, limits: Limits = {}): Promise<void> {
    await this.#call(['record', spec], 'recording a container', limits);
  }

  /** What was recorded since it was taken last. */
  takeRecording(limits: Limits = {}): ReturnType<Container['takeRecording']> {
    return this.#call(['takeRecording'], 'reading a recording', limits) as ReturnType<Container['takeRecording']>;
  }

  /** Ends all that is in it, and forgets its files. */
  async close(limits: Limits = {}): Promise<void> {
    await this.#call(['close'], 'closing a container', limits);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A machine that is gone took its containers with it.
    await this.close().catch(() => undefined);
  }
}
