// One session with the agent: frames, their tag, and the count of what the guest can still take.
import { equal } from '#util/bytes.js';
import { deferred } from '#util/deferred.js';
import { asIpclabError, IpclabError } from '#util/error.js';
import type { BytePort } from '#protocol/byte-port.js';
import { decodePayload, encodePayload, type Payload } from '#protocol/codec.js';
import type { Frame } from '#protocol/frame.js';
import { encodeFrame, FLAG_MORE, FrameDecoder, FrameType, MAX_PAYLOAD } from '#protocol/frame.js';
import { PROTOCOL_VERSION, type FrameName } from '#protocol/frames.js';
import type { Hello } from '#protocol/messages.js';
import { helloPayload } from '#protocol/messages.js';

/** Frames that may be under way to the guest; the port has 16 places and drops what finds none. */
const FRAME_WINDOW = 12;

/** Where a session stands between two requests. */
export interface LinkMark {
  readonly credit: number;
  readonly tag: number;
  readonly decoder: FrameDecoder;
}

interface Outgoing {
  readonly type: FrameType;
  readonly job: number;
  readonly payload: Uint8Array;
  readonly more: boolean;
}

/**
 * The transport below jobs and transfers. It is lost for good on the first breach of the protocol: whoever owns it
 * throws the machine away.
 */
export class AgentLink {
  readonly #port: BytePort;
  #decoder = new FrameDecoder();
  readonly #queue: Outgoing[] = [];
  #credit = 0;
  #tag = 0;
  #nonce: Uint8Array | undefined;
  #ready = deferred<void>();
  readonly #booted = deferred<void>();
  #reason: IpclabError | undefined;

  /** Called with each frame of this session that belongs to a job, a transfer or a snapshot. */
  onFrame: ((frame: Frame) => void) | undefined;
  /** Called once when the link is lost. */
  onLost: ((reason: IpclabError) => void) | undefined;

  constructor(port: BytePort) {
    this.#port = port;
    port.onBytes = (chunk) => {
      this.#receive(chunk);
    };
  }

  /** Settles when the agent says, after a cold boot, that it is there. */
  get booted(): Promise<void> {
    return this.#booted.promise;
  }

  /**
   * Starts a session: everything of an earlier one is forgotten on both sides.
   *
   * @returns when the agent has answered with the same nonce
   */
  async hello(hello: Hello): Promise<void> {
    this.#nonce = hello.nonce;
    this.#tag = new DataView(hello.nonce.buffer, hello.nonce.byteOffset).getUint32(0, true);
    this.#queue.length = 0;
    this.#credit = 0;
    this.#ready = deferred();
    if (this.#reason) throw this.#reason;
    const payload = encodePayload('HELLO', helloPayload(hello));
    this.#port.send(encodeFrame({ type: FrameType.HELLO, flags: 0, job: 0, tag: 0, payload }));
    await this.#ready.promise;
  }

  /** Bytes of messages that the guest has no room for yet. */
  get waiting(): number {
    return this.#queue.reduce((sum, { payload }) => sum + payload.length, 0);
  }

  /** Queues a message; it leaves as soon as the guest has room. Messages leave in the order of the calls. */
  send<Name extends FrameName>(name: Name, job: number, message: Payload<Name>): void {
    const type = FrameType[name];
    const payload = encodePayload(name, message);
    let at = 0;
    do {
      const piece = payload.subarray(at, at + MAX_PAYLOAD);
      at += piece.length;
      this.#queue.push({ type, job, payload: piece, more: at < payload.length });
    } while (at < payload.length);
    this.#flush();
  }

  /** For a guest that goes back to where it stands; nothing may wait to be sent. */
  mark(): LinkMark {
    return { credit: this.#credit, tag: this.#tag, decoder: this.#decoder.copy() };
  }

  /** The guest has gone back. */
  goBack({ credit, tag, decoder }: LinkMark): void {
    this.#queue.length = 0;
    this.#credit = credit;
    this.#tag = tag;
    this.#decoder = decoder.copy();
  }

  /** Gives the link up. Further sends go nowhere. */
  lose(reason: IpclabError): void {
    if (!this.onLost) return;
    const { onLost } = this;
    this.onLost = undefined;
    this.onFrame = undefined;
    this.#port.onBytes = undefined;
    this.#queue.length = 0;
    this.#reason = reason;
    this.#booted.reject(reason);
    this.#ready.reject(reason);
    onLost(reason);
  }

  #flush(): void {
    while (this.#credit > 0) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#credit--;
      const { type, job, payload, more } = next;
      this.#port.send(encodeFrame({ type, flags: more ? FLAG_MORE : 0, job, tag: this.#tag, payload }));
    }
  }

  #receive(chunk: Uint8Array): void {
    try {
      for (const frame of this.#decoder.push(chunk)) this.#dispatch(frame);
    } catch (error) {
      this.lose(asIpclabError(error));
    }
  }

  #dispatch(frame: Frame): void {
    if (frame.type === FrameType.BOOTED) {
      this.#booted.resolve();
      return;
    }
    // Left over from an earlier session, or not from the agent at all.
    if (frame.tag !== this.#tag) return;
    if (frame.type === FrameType.READY) this.#welcome(frame.payload);
    else if (frame.type === FrameType.CREDIT) this.#refill(decodePayload('CREDIT', frame.payload).frames);
    else this.onFrame?.(frame);
  }

  #welcome(payload: Uint8Array): void {
    const { version, nonce } = decodePayload('READY', payload);
    if (version !== PROTOCOL_VERSION) {
      throw new IpclabError(
        'machine-lost',
        `the image's agent speaks version ${version} of the protocol and this host ${PROTOCOL_VERSION}; build the image again`,
      );
    }
    if (!this.#nonce || !equal(nonce, this.#nonce)) {
      throw new IpclabError('machine-lost', 'the guest answered the handshake with another nonce');
    }
    this.#credit = FRAME_WINDOW;
    this.#ready.resolve();
    this.#flush();
  }

  #refill(frames: number): void {
    if (this.#credit + frames > FRAME_WINDOW) {
      throw new IpclabError('machine-lost', 'the guest confirmed more frames than it was sent');
    }
    this.#credit += frames;
    this.#flush();
  }
}
