// A machine as the rest of the project uses it: the page, the command line, the grader.
import { transfer, wrap, type Endpoint, type Remote } from 'comlink';
import type { BuildResult, BuildSpec } from '#guest/build.js';
import type { CompileSpec } from '#guest/compile.js';
import type { ContainerSpec } from '#protocol/container-spec.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import { CONTAINER_LIMITS } from '#protocol/limits.js';
import type { MakeResult, MakeSpec } from '#guest/make.js';
import type { PutSpec } from '#protocol/messages.js';
import type { JobResult } from '#guest/run-job.js';
import type { runReporting } from '#guest/sanitizers.js';
import type { ExamplePlan, ExampleResult } from '#examples/plan.js';
import type { GradeJob, JobOutcome } from '#lab/job.js';
import { lostAt, type Place } from '#lab/place.js';
import type { SavedState } from '#machine/emulator.js';
import type { Account, MachineOptions } from '#machine/guest-machine.js';
import type { Schedule } from '#machine/schedule.js';
import type { LearntCode } from '#machine/snapshot.js';
import type { VirtualOptions } from '#machine/virtual-timing.js';
import type { Bytes } from '#util/bytes.js';
import { within, type Limits } from '#util/deadline.js';
import { deferred } from '#util/deferred.js';
import { asIpclabError, fromPlainError, hasCode, IpclabError } from '#util/error.js';
import { Lifetime } from '#util/lifetime.js';
import type { MachineApi, MachineEvent, TracedRun, TraceOptions } from './api.js';
import type { StoppedJob } from './stop-job.js';
import './errors.js';
import { ProgressWatch } from './progress-watch.js';
import { RemoteContainer } from './remote-container.js';
import { RemoteJob, type OutputListener } from './remote-job.js';

/** A worker of some runtime, with the machine's API exposed on its endpoint. */
export interface MachineWorker {
  readonly endpoint: Endpoint;
  /** Called when the worker died on its own. */
  onDeath: ((reason: IpclabError) => void) | undefined;
  terminate(): Promise<void>;
}

export interface StartOptions extends MachineOptions {
  readonly signal?: AbortSignal | undefined;
  /** Takes what the guest writes to its serial console. */
  readonly onConsole?: ((bytes: Uint8Array) => void) | undefined;
}

/**
 * A running guest in a worker of its own.
 *
 * What ends a call is the guest's own time and instructions, however slow this host is: inside, each answer of the guest is
 * due by its clock; here, a machine that makes no progress is given up. A caller may set a deadline of the host's clock
 * all the same. A call that ends so takes the machine with it, since nobody knows what the guest is doing: whoever still
 * needs one starts another.
 */
export class Machine implements AsyncDisposable {
  readonly #worker: MachineWorker;
  readonly #api: Remote<MachineApi>;
  readonly #onConsole: StartOptions['onConsole'];
  readonly #jobs = new Map<number, RemoteJob>();
  readonly #death = deferred<never>();
  readonly #life = new Lifetime();
  readonly #events = new MessageChannel();
  readonly #watch: ProgressWatch;
  #nextJob = 1;
  /** Where judging is. */
  #place: Place | undefined;
  #reason: IpclabError | undefined;

  private constructor(worker: MachineWorker, onConsole: StartOptions['onConsole']) {
    this.#worker = worker;
    this.#onConsole = onConsole;
    this.#api = wrap<MachineApi>(worker.endpoint);
    this.#watch = new ProgressWatch(
      () => this.#api.progress(),
      (looks) => void this.#giveUp(`it made no progress when it was looked at ${looks} times`),
    );
    worker.onDeath = (reason) => {
      // What it said before it died comes first.
      setTimeout(() => {
        this.#die(reason);
      });
    };
    this.#events.port1.onmessage = ({ data }: MessageEvent<MachineEvent>) => {
      this.#receive(data);
    };
  }

  /** Starts a machine in a worker, from its image's snapshot or from power-on; the parts it starts from are used up. */
  static async start(worker: MachineWorker, { signal, onConsole, ...options }: StartOptions): Promise<Machine> {
    const machine = new Machine(worker, onConsole);
    try {
      const port = machine.#events.port2;
      // Moved, not copied: they are most of what a start has to carry. What is unpacked is for other machines, too.
      const { start } = options;
      const parts = start.from === 'power-on' ? start : 'state' in start.snapshot ? start.snapshot : {};
      const moved = Object.values(parts).flatMap((part) => (part instanceof Uint8Array ? [part.buffer] : []));
      const starting = machine.#api.start(transfer(options, moved), transfer(port, [port]));
      await machine.#request(starting, 'starting the machine', { signal });
      return machine;
    } catch (error) {
      await machine[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Rejects when the machine is lost; never resolves. */
  get lost(): Promise<never> {
    return this.#death.promise;
  }

  /**
   * Back to the snapshot that it started from: every job ends, every file is as it was.
   *
   * @param course with a virtual clock: another course of time than before
   */
  async reset(course?: VirtualOptions, limits: Limits = {}): Promise<void> {
    await this.#request(this.#api.reset(course), 'restoring the snapshot', limits);
  }

  /** Ends everything in the guest and returns the machine's state; the machine is stopped afterwards. */
  async save(limits: Limits = {}): Promise<SavedState> {
    return this.#request(this.#api.save(), 'saving the machine', limits);
  }

  /**
   * With the real clock, for a machine that was started without the compiled code of its image: takes it while it runs.
   *
   * @param packed as it is in the image's file; it is used up
   */
  async warmUp(packed: Bytes, limits: Limits = {}): Promise<void> {
    await this.#request(this.#api.warmUp(transfer(packed, [packed.buffer])), 'taking the compiled code', limits);
  }

  /** For a machine that learns: the compiled code that fits its snapshot; the machine is stopped afterwards. */
  async learnt(limits: Limits = {}): Promise<LearntCode> {
    return this.#request(this.#api.learnt(), 'collecting the compiled code', limits);
  }

  /** Writes a file in the guest, whole or not at all. */
  async put(spec: PutSpec, content: Bytes, limits: Limits = {}): Promise<void> {
    await this.#request(this.#api.put(spec, content), `writing ${spec.path} in the guest`, limits);
  }

  /** Reads a regular file of the guest, at most `maxSize` bytes long. */
  async get(path: string, maxSize?: number, limits: Limits = {}, container = 0): Promise<Bytes> {
    return this.#request(this.#api.get(path, maxSize, container), `reading ${path} in the guest`, limits);
  }

  /** Opens a container, for everything that comes from a student; by default with the limits of one. */
  async open(spec: ContainerSpec = { limits: CONTAINER_LIMITS }, limits: Limits = {}): Promise<RemoteContainer> {
    return this.#container(await this.#request(this.#api.open(spec), 'opening a container', limits));
  }

  /** Compiles C sources that are in the guest. */
  async compile(spec: CompileSpec, limits: Limits = {}): Promise<JobResult> {
    return this.#request(this.#api.compile(spec), 'compiling', limits);
  }

  /** Compiles C sources that are in the guest to a program for each `main`. */
  async build(spec: BuildSpec, limits: Limits = {}): Promise<BuildResult> {
    return this.#request(this.#api.build(spec), 'compiling', limits);
  }

  /** Builds a project in the guest as its makefile says. */
  async make(spec: MakeSpec, limits: Limits = {}): Promise<MakeResult> {
    return this.#request(this.#api.make(spec), 'making', limits);
  }

  /** Runs a job to its end and collects its streams. A schedule takes a virtual clock. */
  async run(spec: ExecSpec, input?: Bytes, limits: Limits = {}, schedule?: Schedule): Promise<JobResult> {
    return this.#request(this.#api.run(spec, input, schedule), `running ${spec.argv.join(' ')}`, limits);
  }

  /** The same of a program with sanitizers in it. */
  async runReporting(
    spec: ExecSpec,
    input?: Bytes,
    limits: Limits = {},
    schedule?: Schedule,
  ): ReturnType<typeof runReporting> {
    return this.#request(this.#api.runReporting(spec, input, schedule), `running ${spec.argv.join(' ')}`, limits);
  }

  /**
   * With a virtual clock: runs a job and looks at all that its programs do. It is the same run as under this schedule without.
   */
  async trace(spec: ExecSpec, schedule: Schedule, options: TraceOptions, limits: Limits = {}): Promise<TracedRun> {
    return this.#request(this.#api.trace(spec, schedule, options), `watching ${spec.argv.join(' ')}`, limits);
  }

  /**
   * With a virtual clock: starts a job in a container that is recorded, and stops all its processes at an instant.
   *
   * @param elapsed time of the guest since the start, ms, as {@link account} has it
   */
  async stop(spec: ExecSpec, input: Bytes, elapsed: number, limits: Limits = {}): Promise<StoppedJob> {
    return this.#request(this.#api.stop(spec, input, elapsed), `going into ${spec.argv.join(' ')}`, limits);
  }

  /** With a virtual clock: a person comes, and jobs may be started with {@link exec} from now on. Nothing repeats any more. */
  async attend(): Promise<void> {
    await this.#request(this.#api.attend(), 'changing the clock', {});
  }

  /** With a virtual clock: remembers the guest as it stands, for {@link goBack}. */
  async mark(limits: Limits = {}): Promise<void> {
    await this.#request(this.#api.mark(), 'remembering the guest', limits);
  }

  /** With a virtual clock: back to where {@link mark} was called last. Containers that were open then are open. */
  async goBack(limits: Limits = {}): Promise<void> {
    await this.#request(this.#api.goBack(), 'going back', limits);
  }

  /** Compiles and runs an example with everything that its metadata says. */
  async runExample(plan: ExamplePlan, limits: Limits = {}): Promise<ExampleResult> {
    return this.#request(this.#api.runExample(plan), `running the example ${plan.name}`, limits);
  }

  /**
   * Does what {@link runExample} does, up to where the parties of the last run begin.
   *
   * @returns where they begin with {@link stopExample}
   */
  async readyExample(plan: ExamplePlan, limits: Limits = {}): Promise<RemoteContainer> {
    return this.#container(await this.#request(this.#api.readyExample(plan), `readying ${plan.name}`, limits));
  }

  /**
   * With a virtual clock: has the parties of a ready example begin in its container, which is recorded, and stops all processes at an instant.
   *
   * @param lasting no limit of time ends the processes before, ms of the guest
   * @param elapsed time of the guest since the start, ms, as {@link account} has it
   */
  async stopExample(container: number, lasting: number, elapsed: number, limits: Limits = {}): Promise<StoppedJob> {
    return this.#request(this.#api.stopExample(container, lasting, elapsed), 'going into an example', limits);
  }

  /** Judges a submission with a virtual clock, beginning with the snapshot, whatever the machine did before; an error says where judging was. */
  async grade(job: GradeJob, limits: Limits = {}): Promise<JobOutcome> {
    try {
      return await this.#request(this.#api.grade(job), 'judging a submission', limits);
    } catch (error) {
      throw this.#place && error instanceof IpclabError ? lostAt(error, this.#place) : error;
    } finally {
      this.#place = undefined;
    }
  }

  /** With a virtual clock: what has happened since the start or the last reset. */
  async account(limits: Limits = {}): Promise<Account> {
    return this.#request(this.#api.account(), 'reading the account', limits);
  }

  /** With the real clock: skip what the guest waits, from now on or no longer. */
  async fastForward(on: boolean): Promise<void> {
    await this.#request(this.#api.fastForward(on), 'changing the clock', {});
  }

  /** Starts a job whose streams flow while it runs. It may be a person's shell, and take any time. */
  exec(spec: ExecSpec, onOutput: OutputListener): RemoteJob {
    if (this.#reason) throw this.#reason;
    const id = this.#nextJob++;
    const job = new RemoteJob(this.#api, id, onOutput);
    this.#jobs.set(id, job);
    this.#watch.during(job.exited);
    this.#api.exec(id, spec).catch((error: unknown) => {
      this.#jobs.delete(id);
      job.fail(asIpclabError(error));
    });
    return job;
  }

  /** Types on the serial console. */
  async sendConsole(bytes: Bytes): Promise<void> {
    await this.#request(this.#api.sendConsole(bytes), 'typing on the console', {});
  }

  /** Says that so many bytes of the console have been shown; see `MachineOptions.consoleWindow`. */
  async grantConsole(bytes: number): Promise<void> {
    await this.#request(this.#api.grantConsole(bytes), 'granting the console', {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#die(new IpclabError('machine-lost', 'the machine was disposed of'));
    await this.#worker.terminate();
  }

  #container(id: number): RemoteContainer {
    return new RemoteContainer(this, id, (call, what, limits) =>
      this.#request(this.#api.container(id, ...call), what, limits),
    );
  }

  async #request<T>(work: Promise<T>, what: string, limits: Limits): Promise<T> {
    const answer = within(this.#life.during(work), what, limits);
    this.#watch.during(answer);
    try {
      return await answer;
    } catch (error) {
      if (hasCode(error, 'deadline', 'aborted')) await this.#giveUp(error.message, error);
      throw error;
    }
  }

  async #giveUp(why: string, cause?: unknown): Promise<void> {
    this.#die(new IpclabError('machine-lost', `the machine was given up: ${why}`, {}, { cause }));
    await this.#worker.terminate();
  }

  #receive(event: MachineEvent): void {
    if (event.type === 'console') this.#onConsole?.(event.bytes);
    else if (event.type === 'judging') this.#place = event.place;
    else if (event.type === 'lost') this.#die(fromPlainError(event.error));
    else if (this.#jobs.get(event.job)?.receive(event)) this.#jobs.delete(event.job);
  }

  #die(reason: IpclabError): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#death.reject(reason);
    this.#life.end(reason);
    for (const job of this.#jobs.values()) job.fail(reason);
    this.#jobs.clear();
    this.#events.port1.close();
  }
}
