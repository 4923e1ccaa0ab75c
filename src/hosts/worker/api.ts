// What crosses the border between a machine's worker and the realm that uses it: plain data only.
import type { CompileSpec } from '#guest/compile.js';
import type { ContainerSpec } from '#protocol/container-spec.js';
import type { Evidence } from '#facts/evidence.js';
import type { ExecSpec, ExitStatus, TerminalSize } from '#protocol/exec-spec.js';
import type { OutputStream } from '#guest/job.js';
import type { PutSpec, SignalTarget } from '#protocol/messages.js';
import type { JobResult } from '#guest/run-job.js';
import type { ExamplePlan, ExampleResult } from '#examples/plan.js';
import type { GradeJob, JobOutcome } from '#lab/job.js';
import type { Account, MachineOptions } from '#machine/guest-machine.js';
import type { SavedState } from '#machine/emulator.js';
import type { VirtualOptions } from '#machine/virtual-timing.js';
import type { Bytes } from '#util/bytes.js';
import type { PlainError } from '#util/error.js';

/** Calls into the worker. Each rejects with an IpclabError. */
export interface MachineApi {
  /** @param events takes {@link MachineEvent}s, in the order in which they happened */
  start(options: MachineOptions, events: MessagePort): Promise<void>;
  reset(course?: VirtualOptions): Promise<void>;
  save(): Promise<SavedState>;
  put(spec: PutSpec, content: Bytes): Promise<void>;
  get(path: string, maxSize?: number, container?: number): Promise<Bytes>;
  /** @returns the container's number */
  open(spec: ContainerSpec): Promise<number>;
  evidence(container: number): Promise<Evidence | null>;
  close(container: number): Promise<void>;
  compile(spec: CompileSpec): Promise<JobResult>;
  run(spec: ExecSpec, input?: Bytes): Promise<JobResult>;
  runExample(plan: ExamplePlan): Promise<ExampleResult>;
  /** Judges a submission, on the machine as it is in its snapshot; it takes a virtual clock. */
  grade(job: GradeJob): Promise<JobOutcome>;
  account(): Promise<Account>;
  fastForward(on: boolean): Promise<void>;
  /** Starts a job whose course is told by events; `job` is a number of the caller's choice. */
  exec(job: number, spec: ExecSpec): Promise<void>;
  write(job: number, bytes: Bytes): Promise<void>;
  endInput(job: number): Promise<void>;
  signal(job: number, signal: string, target: SignalTarget): Promise<void>;
  resize(job: number, size: TerminalSize): Promise<void>;
  grant(job: number, stream: OutputStream, bytes: number): Promise<void>;
  sendConsole(bytes: Bytes): Promise<void>;
  grantConsole(bytes: number): Promise<void>;
}

/** What happens in the machine without being asked. */
export type MachineEvent =
  | { readonly type: 'console'; readonly bytes: Uint8Array }
  | { readonly type: 'started'; readonly job: number; readonly pid: number }
  | { readonly type: 'output'; readonly job: number; readonly stream: OutputStream; readonly bytes: Uint8Array }
  | { readonly type: 'exited'; readonly job: number; readonly status: ExitStatus }
  | { readonly type: 'failed'; readonly job: number; readonly error: PlainError }
  | { readonly type: 'lost'; readonly error: PlainError };
