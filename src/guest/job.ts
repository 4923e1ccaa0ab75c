// A job in the guest, as the host sees it.
import { IpclabError } from '#util/error.js';
import { deferred } from '#util/deferred.js';
import { decodeEvidence, EvidenceParts } from '#facts/parse/message.js';
import { decodePayload } from '#protocol/codec.js';
import type { ExecSpec, ExitStatus, JobChange, TerminalSize } from '#protocol/exec-spec.js';
import type { Frame } from '#protocol/frame.js';
import { FLAG_MORE, FrameType, MAX_PAYLOAD } from '#protocol/frame.js';
import type { SignalTarget } from '#protocol/messages.js';
import { exitStatus, jobChange } from '#protocol/messages.js';
import { signalNumber } from '#linux/signals.js';
import { refusal } from './refusal.js';
import type { AgentLink } from './link.js';
import { OutputAllowance } from './output-allowance.js';

export type OutputStream = 'stdout' | 'stderr';

/** Bytes of standard input that the agent holds for a job. */
const INPUT_WINDOW = 65_536;

interface PendingInput {
  readonly bytes: Uint8Array;
  taken: number;
  readonly done: () => void;
}

export class Job {
  readonly #link: AgentLink;
  readonly #started = deferred<number>();
  readonly #exited = deferred<ExitStatus>();
  readonly #output: OutputAllowance;
  readonly #input: PendingInput[] = [];
  #inputCredit = INPUT_WINDOW;
  #inputEnds = false;
  readonly #evidence = new EvidenceParts();
  #evidenceEnds = true;
  #over = false;

  /** Told when the first process stops, goes on, or ends while others go on. */
  onChange: (change: JobChange) => void = () => undefined;

  constructor(
    link: AgentLink,
    readonly id: number,
    spec: ExecSpec,
    private readonly emit: (stream: OutputStream, bytes: Uint8Array) => void,
  ) {
    this.#link = link;
    this.#output = new OutputAllowance(spec);
  }

  /** The process id in the guest, once it runs; rejects with `guest-refused` when it could not be started. */
  get started(): Promise<number> {
    return this.#started.promise;
  }

  /** How it ended; settles after the last byte of output was delivered. */
  get exited(): Promise<ExitStatus> {
    return this.#exited.promise;
  }

  /**
   * Feeds standard input. Resolves when the last byte has left for the guest; bytes that the program does not read
   * wait here.
   */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((done) => {
      if (this.#over || this.#inputEnds || bytes.length === 0) {
        done();
        return;
      }
      this.#input.push({ bytes, taken: 0, done });
      this.#feed();
    });
  }

  /** Closes standard input after what was written; on a terminal, types its end-of-file character. */
  endInput(): void {
    if (this.#over || this.#inputEnds) return;
    this.#inputEnds = true;
    this.#feed();
  }

  /** @param signal a name such as `SIGINT` */
  signal(signal: string, target: SignalTarget = 'process'): void {
    const number = signalNumber(signal);
    if (number === undefined) {
      throw new IpclabError('usage', `${signal} is no signal; use a name from signal(7) such as SIGTERM`);
    }
    if (!this.#over) this.#link.send('SIGNAL', this.id, { signal: number, target });
  }

  resize({ rows, columns }: TerminalSize): void {
    if (!this.#over) this.#link.send('RESIZE', this.id, { rows, columns });
  }

  /** Lets the guest send so many further bytes of a stream; see `ExecSpec.window`. */
  grant(stream: OutputStream, bytes: number): void {
    if (this.#over || bytes === 0) return;
    this.#output.grant(stream, bytes);
    this.#link.send('GRANT_OUTPUT', this.id, { stream, count: bytes });
  }

  /** @returns whether the job is over and its number free */
  receive({ type, flags, payload }: Frame): boolean {
    switch (type) {
      case FrameType.STARTED:
        this.#started.resolve(decodePayload('STARTED', payload).pid);
        break;
      case FrameType.CHANGED:
        this.onChange(jobChange(decodePayload('CHANGED', payload)));
        break;
      case FrameType.STDOUT:
        this.#print('stdout', payload);
        break;
      case FrameType.STDERR:
        this.#print('stderr', payload);
        break;
      case FrameType.GRANT_INPUT:
        this.#refill(payload);
        break;
      case FrameType.EVIDENCE:
        this.#evidence.add(payload);
        this.#evidenceEnds = (flags & FLAG_MORE) === 0;
        break;
      case FrameType.EXITED:
        this.#end(payload);
        break;
      case FrameType.FAILED:
        this.fail(refusal(payload));
        break;
      default:
        throw new IpclabError('machine-lost', `the guest sent a frame of type ${type} for a job`);
    }
    return this.#over;
  }

  /** Ends the job from the host's side: whatever waits on it is rejected. */
  fail(reason: IpclabError): void {
    this.#finish();
    this.#started.reject(reason);
    this.#exited.reject(reason);
  }

  #end(payload: Uint8Array): void {
    if (!this.#evidenceEnds) throw new IpclabError('machine-lost', 'the guest sent evidence without an end');
    const status = exitStatus(decodePayload('EXITED', payload), decodeEvidence(this.#evidence.take()));
    this.#finish();
    this.#exited.resolve(status);
  }

  #print(stream: OutputStream, bytes: Uint8Array): void {
    this.#output.take(stream, bytes.length);
    this.emit(stream, bytes);
  }

  #refill(payload: Uint8Array): void {
    this.#inputCredit += decodePayload('GRANT_INPUT', payload).count;
    if (this.#inputCredit > INPUT_WINDOW) {
      throw new IpclabError('machine-lost', 'the guest granted more standard input than it was sent');
    }
    this.#feed();
  }

  #feed(): void {
    for (let next = this.#input[0]; next; next = this.#input[0]) {
      const size = Math.min(next.bytes.length - next.taken, this.#inputCredit, MAX_PAYLOAD);
      if (size === 0) return;
      this.#link.send('STDIN', this.id, next.bytes.subarray(next.taken, next.taken + size));
      this.#inputCredit -= size;
      next.taken += size;
      if (next.taken === next.bytes.length) {
        this.#input.shift();
        next.done();
      }
    }
    if (this.#inputEnds) this.#link.send('STDIN_END', this.id, {});
  }

  #finish(): void {
    this.#over = true;
    for (const { done } of this.#input.splice(0)) done();
  }
}
