// A job whose guest is in a worker; the same words as guest/job.ts.
import type { Remote } from 'comlink';
import type { ExitStatus, JobChange, TerminalSize } from '#protocol/exec-spec.js';
import type { OutputStream } from '#guest/job.js';
import type { SignalTarget } from '#protocol/messages.js';
import type { Bytes } from '#util/bytes.js';
import { deferred } from '#util/deferred.js';
import { fromPlainError, IpclabError } from '#util/error.js';
import { Lifetime } from '#util/lifetime.js';
import type { MachineApi, MachineEvent } from './api.js';

export type OutputListener = (stream: OutputStream, bytes: Uint8Array) => void;

export class RemoteJob {
  readonly #api: Remote<MachineApi>;
  readonly #id: number;
  readonly #onOutput: OutputListener;
  readonly #started = deferred<number>();
  readonly #exited = deferred<ExitStatus>();
  readonly #life = new Lifetime();
  #isOver = false;

  /** Told when the first process stops, goes on, or ends while others go on. */
  onChange: (change: JobChange) => void = () => undefined;

  constructor(api: Remote<MachineApi>, id: number, onOutput: OutputListener) {
    this.#api = api;
    this.#id = id;
    this.#onOutput = onOutput;
  }

  /** The process id in the guest; rejects with `guest-refused` when it could not be started. */
  get started(): Promise<number> {
    return this.#started.promise;
  }

  /** How it ended; settles after the last byte of output was delivered. */
  get exited(): Promise<ExitStatus> {
    return this.#exited.promise;
  }

  /** Feeds standard input; resolves when the guest has room for more, so that a caller who awaits it bounds memory. */
  async write(bytes: Bytes): Promise<void> {
    try {
      await this.#life.during(this.#api.job(this.#id, 'write', bytes));
    } catch (error) {
      // Whoever still writes to a job that is over is told by its end.
      if (!this.#isOver) throw error;
    }
  }

  async endInput(): Promise<void> {
    await this.#api.job(this.#id, 'endInput');
  }

  /** @param signal a name such as `SIGINT` */
  async signal(signal: string, target: SignalTarget = 'process'): Promise<void> {
    await this.#api.job(this.#id, 'signal', signal, target);
  }

  async resize(size: TerminalSize): Promise<void> {
    await this.#api.job(this.#id, 'resize', size);
  }

  /** Lets the guest send so many further bytes of a stream; see `ExecSpec.window`. */
  async grant(stream: OutputStream, bytes: number): Promise<void> {
    await this.#api.job(this.#id, 'grant', stream, bytes);
  }

  /** @returns whether the job is over */
  receive(event: Extract<MachineEvent, { job: number }>): boolean {
    switch (event.type) {
      case 'started':
        this.#started.resolve(event.pid);
        return false;
      case 'changed':
        this.onChange(event.change);
        return false;
      case 'output':
        this.#onOutput(event.stream, event.bytes);
        return false;
      case 'exited':
        this.#exited.resolve(event.status);
        this.#end(new IpclabError('usage', 'the job is over'));
        return true;
      case 'failed':
        this.fail(fromPlainError(event.error));
        return true;
    }
  }

  fail(reason: IpclabError): void {
    this.#started.reject(reason);
    this.#exited.reject(reason);
    this.#end(reason);
  }

  #end(reason: IpclabError): void {
    this.#isOver = true;
    this.#life.end(reason);
  }
}
