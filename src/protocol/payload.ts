// Fields inside a payload: little-endian numbers, counted strings.
import { decodeText, encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';

export class PayloadWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  u8(value: number): this {
    this.#room(1).setUint8(0, value);
    return this;
  }

  u16(value: number): this {
    this.#room(2).setUint16(0, value, true);
    return this;
  }

  u32(value: number): this {
    this.#room(4).setUint32(0, value, true);
    return this;
  }

  u64(value: bigint): this {
    this.#room(8).setBigUint64(0, value, true);
    return this;
  }

  raw(bytes: Uint8Array): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length - bytes.length);
    return this;
  }

  bytes(value: Uint8Array): this {
    return this.u32(value.length).raw(value);
  }

  string(value: string): this {
    return this.bytes(encodeText(value));
  }

  strings(values: readonly string[]): this {
    this.u32(values.length);
    for (const value of values) this.string(value);
    return this;
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #room(size: number): DataView {
    if (this.#length + size > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + size));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#length += size;
    return new DataView(this.#bytes.buffer, this.#length - size, size);
  }
}

/** Reads what {@link PayloadWriter} writes; throws `machine-lost` on a payload that is too short or too long. */
export class PayloadReader {
  readonly #view: DataView;
  #at = 0;

  constructor(payload: Uint8Array) {
    this.#view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#advance(8), true);
  }

  raw(length: number): Uint8Array {
    const at = this.#advance(length);
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, length);
  }

  string(): string {
    return decodeText(this.raw(this.u32()));
  }

  /** How many items of at least that size follow. */
  count(itemSize: number): number {
    const count = this.u32();
    if (count * itemSize > this.#view.byteLength - this.#at) {
      throw new IpclabError('machine-lost', 'the guest sent a list that ends too early');
    }
    return count;
  }

  /** To be called after the last field. */
  finish(): void {
    if (this.#at !== this.#view.byteLength) {
      throw new IpclabError('machine-lost', 'the guest sent a message that ends too late');
    }
  }

  #advance(size: number): number {
    const at = this.#at;
    if (at + size > this.#view.byteLength) {
      throw new IpclabError('machine-lost', 'the guest sent a message that ends too early');
    }
    this.#at += size;
    return at;
  }
}
