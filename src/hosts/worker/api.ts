// What crosses the border between a machine's worker and the realm that uses it: plain data only.
import type { BuildResult, BuildSpec } from '#guest/build.js';
import type { CompileSpec } from '#guest/compile.js';
import type { ContainerSpec } from '#protocol/container-spec.js';
import type { ExecSpec, ExitStatus, JobChange } from '#protocol/exec-spec.js';
import type { Container } from '#guest/container.js';
import type { Job, OutputStream } from '#guest/job.js';
import type { MakeResult, MakeSpec } from '#guest/make.js';
import type { PutSpec } from '#protocol/messages.js';
import type { JobResult } from '#guest/run-job.js';
import type { runReporting } from '#guest/sanitizers.js';
import type { ExamplePlan, ExampleResult } from '#examples/plan.js';
import type { GradeJob, JobOutcome } from '#lab/job.js';
import type { Place } from '#lab/place.js';
import type { Account, MachineOptions } from '#machine/guest-machine.js';
import type { SavedState } from '#machine/emulator.js';
import type { Schedule } from '#machine/schedule.js';
import type { LearntCode } from '#machine/snapshot.js';
import type { Trace } from '#machine/trace.js';
import type { VirtualOptions } from '#machine/virtual-timing.js';
import type { Bytes } from '#util/bytes.js';
import type { PlainError } from '#util/error.js';
import type { StoppedJob } from './stop-job.js';

/** The methods of the guest's own classes that are called from outside of the worker; with their types and their words. */
export type JobCall = Exclude<keyof Job, 'id' | 'started' | 'exited' | 'onChange' | 'receive' | 'fail'>;
export type ContainerCall = 'evidence' | 'record' | 'takeRecording' | 'close';

/** One of these calls: the name of the method, then what it takes. */
export type CallOf<Type extends Record<Names, (...parameters: never[]) => unknown>, Names extends string> = {
  [Name in Names]: [name: Name, ...parameters: Parameters<Type[Name]>];
}[Names];

/** A run, and what its programs did. */
export interface TraceOptions {
  readonly input?: Bytes | undefined;
  /** What an earlier trace from this moment says; without it the schedule has to begin at 0. */
  readonly agents?: readonly string[] | undefined;
  /** Where the run begins: as the guest stands, or at the moment that was marked last, which takes less time from the third run on. */
  readonly from: 'here' | 'mark';
}

export interface TracedRun {
  readonly result: JobResult;
  readonly trace: Trace;
}

/** Calls into the worker. Each rejects with an IpclabError. */
export interface MachineApi {
  /** @param events takes {@link MachineEvent}s, in the order in which they happened */
  start(options: MachineOptions, events: MessagePort): Promise<void>;
  /** See `GuestMachine.progress`; 0 while there is no machine. */
  progress(): Promise<number>;
  reset(course?: VirtualOptions): Promise<void>;
  save(): Promise<SavedState>;
  learnt(): Promise<LearntCode>;
  warmUp(packed: Bytes): Promise<void>;
  put(spec: PutSpec, content: Bytes): Promise<void>;
  get(path: string, maxSize?: number, container?: number): Promise<Bytes>;
  /** @returns the container's number */
  open(spec: ContainerSpec): Promise<number>;
  /** Calls a method of an open container. */
  container(id: number, ...call: CallOf<Container, ContainerCall>): Promise<unknown>;
  compile(spec: CompileSpec): Promise<JobResult>;
  build(spec: BuildSpec): Promise<BuildResult>;
  make(spec: MakeSpec): Promise<MakeResult>;
  run(spec: ExecSpec, input?: Bytes, schedule?: Schedule): Promise<JobResult>;
  runReporting(spec: ExecSpec, input?: Bytes, schedule?: Schedule): ReturnType<typeof runReporting>;
  trace(spec: ExecSpec, schedule: Schedule, options: TraceOptions): Promise<TracedRun>;
  /** See `stopAt`. */
  stop(spec: ExecSpec, input: Bytes, elapsed: number): Promise<StoppedJob>;
  /** See `GuestMachine.attend`. */
  attend(): Promise<void>;
  mark(): Promise<void>;
  goBack(): Promise<void>;
  runExample(plan: ExamplePlan): Promise<ExampleResult>;
  /** See `readyExample`. @returns the container's number */
  readyExample(plan: ExamplePlan): Promise<number>;
  /** See `stopAt`. @param lasting no limit of time ends its processes before, ms of the guest */
  stopExample(container: number, lasting: number, elapsed: number): Promise<StoppedJob>;
  /** Judges a submission, on the machine as it is in its snapshot; it takes a virtual clock. */
  grade(job: GradeJob): Promise<JobOutcome>;
  account(): Promise<Account>;
  fastForward(on: boolean): Promise<void>;
  /** Starts a job whose course is told by events; `job` is a number of the caller's choice. */
  exec(job: number, spec: ExecSpec): Promise<void>;
  /** Calls a method of a job; of one that is over: nothing happens. */
  job(id: number, ...call: CallOf<Job, JobCall>): Promise<void>;
  sendConsole(bytes: Bytes): Promise<void>;
  grantConsole(bytes: number): Promise<void>;
}

/** What happens in the machine without being asked. */
export type MachineEvent =
  | { readonly type: 'console'; readonly bytes: Uint8Array }
  | { readonly type: 'started'; readonly job: number; readonly pid: number }
  | { readonly type: 'changed'; readonly job: number; readonly change: JobChange }
  | { readonly type: 'output'; readonly job: number; readonly stream: OutputStream; readonly bytes: Uint8Array }
  | { readonly type: 'exited'; readonly job: number; readonly status: ExitStatus }
  | { readonly type: 'failed'; readonly job: number; readonly error: PlainError }
  | { readonly type: 'judging'; readonly place: Place }
  | { readonly type: 'lost'; readonly error: PlainError };
