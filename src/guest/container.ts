// A container in the guest, as the host sees it: a place for files and jobs that ends as a whole.
import type { Bytes } from '#util/bytes.js';
import { deferred, type Deferred } from '#util/deferred.js';
import { asIpclabError, IpclabError } from '#util/error.js';
import { decodeCrashes, decodeEvidence, EvidenceParts } from '#facts/parse/message.js';
import type { Facts } from '#facts/types.js';
import { RecordingReader } from '#xray/decode/recording.js';
import type { Recording } from '#xray/events.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import { FLAG_MORE, FrameType, type Frame } from '#protocol/frame.js';
import { RECORDING_SIZE } from '#protocol/limits.js';
import { recordedPlaces } from '#protocol/recorded-calls.js';
import type { PutSpec } from '#protocol/messages.js';
import type { AgentLink } from './link.js';
import type { Job } from './job.js';
import type { Agent, OutputListener } from './agent.js';
import { CrashPlaces } from './crash-places.js';
import { refusal } from './refusal.js';

/** Where files are put and jobs run: the guest itself, or a container in it. */
export interface ExecTarget {
  exec(spec: ExecSpec, onOutput: OutputListener): Job;
  put(spec: PutSpec, content: Uint8Array): Promise<void>;
  /** @param container of the guest that the path is in, where the place is the guest itself */
  get(path: string, maxSize?: number, container?: number): Promise<Bytes>;
}

/** What of a container is recorded. */
export interface RecordingSpec {
  readonly size?: number | undefined;
  readonly calls?: readonly string[] | undefined;
}

export class Container implements ExecTarget, AsyncDisposable {
  readonly #agent: Agent;
  readonly #link: AgentLink;
  readonly #opened = deferred<void>();
  readonly #closed = deferred<void>();
  /** What the agent owes an answer to, in the order of its answers. */
  readonly #asked: Deferred<unknown>[] = [];
  readonly #parts = new EvidenceParts();
  readonly #crashes = new CrashPlaces(this);
  #recording = new RecordingReader();
  #over = new IpclabError('usage', 'the container is not open');
  #state: 'opening' | 'open' | 'closing' | 'closed' = 'opening';

  constructor(
    agent: Agent,
    link: AgentLink,
    readonly id: number,
  ) {
    this.#agent = agent;
    this.#link = link;
  }

  /** Settles when jobs and files can be put into it. */
  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  exec(spec: ExecSpec, onOutput: OutputListener): Job {
    return this.#agent.exec({ ...spec, container: this.id }, onOutput);
  }

  put(spec: PutSpec, content: Uint8Array): Promise<void> {
    return this.#agent.put({ ...spec, container: this.id }, content);
  }

  get(path: string, maxSize?: number): Promise<Bytes> {
    return this.#agent.get(path, maxSize, this.id);
  }

  /** What is in it just now; null where the agent cannot tell. */
  evidence(): Promise<Facts | null> {
    if (this.#state !== 'open') return Promise.reject(this.#over);
    const answer = deferred<Facts | null>();
    this.#asked.push(answer);
    this.#link.send('ASK_EVIDENCE', this.id, {});
    this.#agent.expect(answer.promise, 'looking into a container');
    return answer.promise;
  }

  /**
   * What happens in it is recorded from now on, in place of an earlier recording.
   *
   * @param spec.size bytes of the guest that the last events may take
   * @param spec.calls the kernel's names of the system calls that are kept, and then nothing else but which processes begin,
   * execute and end; default: all that happens
   */
  async record({ size = RECORDING_SIZE, calls = [] }: RecordingSpec = {}): Promise<void> {
    if (this.#state !== 'open') throw this.#over;
    const begun = deferred<void>();
    this.#asked.push(begun);
    this.#link.send('RECORD', this.id, { size, calls: recordedPlaces(calls).join(',') });
    this.#agent.expect(begun.promise, 'recording a container');
    await begun.promise;
    this.#recording = new RecordingReader();
  }

  /** What was recorded since it was taken last, up to now; it goes on. */
  async takeRecording(): Promise<Recording> {
    if (this.#state !== 'open') throw this.#over;
    const bytes = await this.#agent.takeRecording(this.id);
    return this.#recording.read(bytes);
  }

  /** Ends all that is in it. Jobs are told as killed. */
  close(): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'closing';
      this.#link.send('CLOSE', this.id, {});
      this.#agent.expect(this.#closed.promise, 'closing a container');
    }
    return this.#closed.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A machine that is gone took its containers with it, and whoever waits for a job has been told.
    await this.close().catch(() => undefined);
  }

  /** @returns whether it is gone and its number free */
  receive({ type, flags, payload }: Frame): boolean {
    switch (type) {
      case FrameType.OPENED:
        this.#state = 'open';
        this.#opened.resolve();
        break;
      case FrameType.EVIDENCE:
        this.#parts.add(payload);
        if ((flags & FLAG_MORE) === 0) this.#answer();
        break;
      case FrameType.RECORDS:
        this.#asked.shift()?.resolve(undefined);
        break;
      case FrameType.CLOSED:
        this.#state = 'closed';
        this.fail(new IpclabError('usage', 'the container was closed'));
        this.#closed.resolve();
        break;
      case FrameType.FAILED:
        this.#refused(payload);
        break;
      default:
        throw new IpclabError('machine-lost', `the guest sent a frame of type ${type} for a container`);
    }
    return this.#state === 'closed';
  }

  /** Ends what waits on it, from the host's side. */
  fail(reason: IpclabError): void {
    this.#over = reason;
    this.#opened.reject(reason);
    for (const answer of this.#asked.splice(0)) answer.reject(reason);
    if (this.#state !== 'closed') this.#closed.reject(reason);
    this.#state = 'closed';
  }

  #answer(): void {
    const text = this.#parts.take();
    const facts = decodeEvidence(text);
    const answer = this.#asked.shift();
    const traces = decodeCrashes(text);
    if (!facts || traces.length === 0) {
      answer?.resolve(facts);
      return;
    }
    this.#crashes.locate(traces).then(
      (crashes) => answer?.resolve({ ...facts, crashes }),
      (error: unknown) => answer?.reject(asIpclabError(error)),
    );
  }

  #refused(payload: Uint8Array): void {
    const reason = refusal(payload);
    // A request that crossed the end; the end itself is still to come.
    if (this.#state === 'open' || this.#state === 'closing') this.#asked.shift()?.reject(reason);
    else this.fail(reason);
  }
}
