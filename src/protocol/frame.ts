// Frames of the agent's protocol (docs/protocol.md): cut from and put into a stream of bytes.
import { IpclabError } from '#util/error.js';
import type { FrameSpec } from './frame-spec.js';
import { FRAMES, type FrameName } from './frames.js';

export const MAX_FRAME = 4096;
export const HEADER = 12;
export const MAX_PAYLOAD = MAX_FRAME - HEADER;

export const FLAG_MORE = 1;

type Numbers = { readonly [Name in FrameName]: (typeof FRAMES)[Name]['number'] };

/** The number of each frame, by its name. */
export const FrameType = Object.fromEntries(
  Object.entries(FRAMES).map(([name, { number }]) => [name, number]),
) as Numbers;

export type FrameType = Numbers[FrameName];

/** Messages that may be longer than a frame. */
export const LONG_FRAMES: ReadonlySet<number> = new Set(
  Object.values<FrameSpec>(FRAMES).flatMap(({ number, long }) => (long ? [number] : [])),
);

const KNOWN: ReadonlySet<number> = new Set(Object.values(FrameType));

export interface Frame {
  readonly type: FrameType;
  readonly flags: number;
  readonly job: number;
  readonly tag: number;
  readonly payload: Uint8Array;
}

export function encodeFrame({ type, flags, job, tag, payload }: Frame): Uint8Array {
  if (payload.length > MAX_PAYLOAD) throw new RangeError(`a payload of ${payload.length} bytes fits in no frame`);
  const bytes = new Uint8Array(HEADER + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, payload.length, true);
  view.setUint8(2, type);
  view.setUint8(3, flags);
  view.setUint32(4, job, true);
  view.setUint32(8, tag, true);
  bytes.set(payload, HEADER);
  return bytes;
}

/** Cuts frames out of chunks of any size. Holds at most one frame. */
export class FrameDecoder {
  readonly #buffer = new Uint8Array(MAX_FRAME);
  #held = 0;

  /** Another one that holds the same. */
  copy(): FrameDecoder {
    const copy = new FrameDecoder();
    copy.#buffer.set(this.#buffer);
    copy.#held = this.#held;
    return copy;
  }

  /**
   * @yields each frame that the chunk completes; its payload is a copy
   * @throws IpclabError `machine-lost` when the bytes are not frames; the decoder is then of no more use
   */
  *push(chunk: Uint8Array): Generator<Frame> {
    let at = 0;
    while (at < chunk.length) {
      at += this.#take(chunk, at, HEADER);
      if (this.#held < HEADER) return;
      const size = HEADER + this.#payloadLength();
      at += this.#take(chunk, at, size);
      if (this.#held < size) return;
      this.#held = 0;
      yield this.#frame(size);
    }
  }

  /** Copies towards a total of `wanted` bytes held; returns how many bytes of the chunk it took. */
  #take(chunk: Uint8Array, at: number, wanted: number): number {
    const count = Math.max(0, Math.min(wanted - this.#held, chunk.length - at));
    this.#buffer.set(chunk.subarray(at, at + count), this.#held);
    this.#held += count;
    return count;
  }

  #payloadLength(): number {
    const view = new DataView(this.#buffer.buffer);
    const length = view.getUint16(0, true);
    const type = view.getUint8(2);
    const flags = view.getUint8(3);
    if (length > MAX_PAYLOAD) throw broken(`a length of ${length}`);
    if (!KNOWN.has(type)) throw broken(`a type of 0x${type.toString(16)}`);
    if (flags !== 0 && !(flags === FLAG_MORE && LONG_FRAMES.has(type)))
      throw broken(`flags of 0x${flags.toString(16)}`);
    return length;
  }

  #frame(size: number): Frame {
    const view = new DataView(this.#buffer.buffer);
    return {
      type: view.getUint8(2) as FrameType,
      flags: view.getUint8(3),
      job: view.getUint32(4, true),
      tag: view.getUint32(8, true),
      payload: this.#buffer.slice(HEADER, size),
    };
  }
}

function broken(what: string): IpclabError {
  return new IpclabError('machine-lost', `the guest sent ${what}, which is no frame of the agent's protocol`);
}
