// The agent's client: jobs, files and the snapshot's quiet, over one link.
import { deferred, type Deferred } from '#util/deferred.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { BytePort } from '#protocol/byte-port.js';
import type { ContainerSpec } from '#protocol/container-spec.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import type { Frame } from '#protocol/frame.js';
import { FrameType, MAX_PAYLOAD } from '#protocol/frame.js';
import type { Hello, PutSpec } from '#protocol/messages.js';
import { RECORDING_MOST } from '#protocol/limits.js';
import { execPayload, openPayload, putPayload } from '#protocol/messages.js';
import { Answers, answerTime } from './answers.js';
import { AgentLink, type LinkMark } from './link.js';
import { Job } from './job.js';
import type { OutputStream } from './job.js';
import { Container, type ExecTarget } from './container.js';
import { Transfer } from './transfer.js';

/** For the whole boot, ms of the guest. */
const BOOT_TIME = 120_000;

/** Most bytes of a file that {@link Agent.get} brings unless told otherwise. */
const DEFAULT_MAX_FILE = 64 * 1024 * 1024;

export type OutputListener = (stream: OutputStream, bytes: Uint8Array) => void;

/** What the session's host's side knows between two requests. */
export interface SessionMark {
  readonly link: LinkMark;
  readonly conversations: ReadonlyMap<number, Conversation>;
  readonly nextId: number;
}

interface Conversation {
  receive(frame: Frame): boolean;
  fail(reason: IpclabError): void;
}

/**
 * Knows nothing of the emulator: it works the same over a port of v86 and over a socket to an agent that runs natively.
 */
export class Agent implements ExecTarget {
  readonly #link: AgentLink;
  readonly #answers: Answers;
  readonly #conversations = new Map<number, Conversation>();
  #nextId = 1;
  #quiet: Deferred<void> | undefined;
  #lost: IpclabError | undefined;

  /** Called once when the session is lost; whatever waited on it has been rejected by then. */
  onLost: ((reason: IpclabError) => void) | undefined;

  /** @param clock milliseconds of the guest; without one the guest may take any time to answer */
  constructor(port: BytePort, clock: () => number = () => 0) {
    this.#answers = new Answers(clock);
    this.#link = new AgentLink(port);
    this.#link.onFrame = (frame) => {
      // So that what comes too late is too late, whenever somebody looks.
      this.requireAnswers();
      this.#dispatch(frame);
    };
    this.#link.onLost = (reason) => {
      this.#lost = reason;
      this.#failAll(reason);
      this.onLost?.(reason);
    };
  }

  /** Settles when the agent says, after a cold boot, that it is there. */
  get booted(): Promise<void> {
    const { booted } = this.#link;
    this.#answers.expect(booted, "the guest's boot", BOOT_TIME);
    return booted;
  }

  /** Starts a session; whatever an earlier one left is ended, in the guest and here. */
  async hello(hello: Hello): Promise<void> {
    this.#failAll(new IpclabError('machine-lost', 'the machine was restored to its snapshot'));
    // Numbers begin anew, so that the same requests are the same bytes.
    this.#nextId = 1;
    const answer = this.#link.hello(hello);
    this.expect(answer, 'the handshake');
    await answer;
  }

  /** Starts a job. Its output goes to the listener, in the order in which the guest sent it. */
  exec(spec: ExecSpec, onOutput: OutputListener): Job {
    if (spec.argv.length === 0) throw new IpclabError('usage', 'a job needs the name of a program');
    const payload = execPayload(spec);
    const { id, conversation } = this.#open((id) => new Job(this.#link, id, spec, onOutput));
    this.#link.send('EXEC', id, payload);
    const { wall } = spec.limits ?? {};
    if (wall !== undefined)
      this.#answers.expect(
        conversation.exited,
        `running ${spec.argv.join(' ')}`,
        wall + answerTime(this.#link.waiting),
      );
    return conversation;
  }

  /** Writes a file in the guest, whole or not at all; missing folders are made. */
  async put(spec: PutSpec, content: Uint8Array): Promise<void> {
    const { id, conversation } = this.#open(() => new Transfer(0));
    this.#link.send('PUT', id, putPayload(spec));
    for (let at = 0; at < content.length; at += MAX_PAYLOAD) {
      this.#link.send('PUT_DATA', id, content.subarray(at, at + MAX_PAYLOAD));
    }
    this.#link.send('PUT_END', id, {});
    this.expect(conversation.done, `writing ${spec.path}`);
    await conversation.done;
  }

  /** Reads a regular file of the guest; `guest-refused` with EFBIG when it is larger than `maxSize` bytes. */
  get(path: string, maxSize = DEFAULT_MAX_FILE, container = 0): Promise<Bytes> {
    const { id, conversation } = this.#open(() => new Transfer(maxSize));
    this.#link.send('GET', id, { container, most: BigInt(maxSize), path });
    this.expect(conversation.done, `reading ${path}`, maxSize);
    return conversation.done;
  }

  /** The kernel's records of a container since they were taken last, see `Container.record`. */
  takeRecording(container: number): Promise<Bytes> {
    const { id, conversation } = this.#open(() => new Transfer(2 * RECORDING_MOST));
    this.#link.send('TAKE_RECORDING', id, { container });
    this.expect(conversation.done, 'reading a recording', RECORDING_MOST);
    return conversation.done;
  }

  /** Opens a container; it is there until it is closed or the session ends. */
  async open(spec: ContainerSpec): Promise<Container> {
    const payload = openPayload(spec);
    const { id, conversation } = this.#open((id) => new Container(this, this.#link, id));
    this.#link.send('OPEN', id, payload);
    this.expect(conversation.opened, 'opening a container');
    await conversation.opened;
    return conversation;
  }

  /** Makes the guest ready for a snapshot: no job, no shell, free memory zeroed, nothing under way. */
  async quiesce(): Promise<void> {
    this.#quiet = deferred();
    this.#link.send('QUIESCE', 0, {});
    this.expect(this.#quiet.promise, 'the way to a quiet state');
    await this.#quiet.promise;
  }

  /**
   * The guest has to answer what it was just asked.
   *
   * @param what in a few words, for the message
   * @param bytes that come out of the guest before its answer is over
   */
  expect(answer: Promise<unknown>, what: string, bytes = 0): void {
    this.#answers.expect(answer, what, answerTime(this.#link.waiting + bytes));
  }

  /** For a guest that goes back to where it stands: containers are open, and nothing is under way. */
  mark(): SessionMark {
    return { link: this.#link.mark(), conversations: new Map(this.#conversations), nextId: this.#nextId };
  }

  /** The guest has gone back: what was begun since is rejected. */
  goBack({ link, conversations, nextId }: SessionMark): void {
    const since = [...this.#conversations].filter(([id]) => !conversations.has(id));
    this.#conversations.clear();
    for (const [id, conversation] of conversations) this.#conversations.set(id, conversation);
    this.#answers.forget();
    this.#link.goBack(link);
    this.#nextId = nextId;
    for (const [, conversation] of since) conversation.fail(wentBack());
  }

  /** Ends the session when the guest owes an answer for too long, by its own clock. */
  requireAnswers(): void {
    const reason = this.#answers.overdue();
    if (reason) this.lose(reason);
  }

  /** Ends the session from the host's side. */
  lose(reason: IpclabError): void {
    this.#link.lose(reason);
  }

  #open<T extends Conversation>(make: (id: number) => T): { id: number; conversation: T } {
    if (this.#lost) throw this.#lost;
    const id = this.#nextId++;
    const conversation = make(id);
    this.#conversations.set(id, conversation);
    return { id, conversation };
  }

  #dispatch(frame: Frame): void {
    if (frame.type === FrameType.QUIET) {
      this.#quiet?.resolve();
      return;
    }
    // A frame for a number that is free is late: the host gave the job up.
    if (this.#conversations.get(frame.job)?.receive(frame)) this.#conversations.delete(frame.job);
  }

  #failAll(reason: IpclabError): void {
    const waiting = [...this.#conversations.values()];
    this.#conversations.clear();
    this.#answers.forget();
    for (const conversation of waiting) conversation.fail(reason);
    this.#quiet?.reject(reason);
  }
}

function wentBack(): IpclabError {
  return new IpclabError('aborted', 'the machine has gone back to an earlier moment');
}
