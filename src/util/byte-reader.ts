// Numbers and texts one after the other, as formats of files have them: least byte first.
import { decodeText } from './bytes.js';

/** Reading beyond the end throws a RangeError. */
export class ByteReader {
  readonly #view: DataView;
  at: number;

  constructor(
    readonly bytes: Uint8Array,
    at = 0,
    readonly end = bytes.length,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get isOver(): boolean {
    return this.at >= this.end;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  i8(): number {
    return this.#view.getInt8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  u64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  /** @param size bytes: 1, 2, 4 or 8 */
  unsigned(size: number): number {
    if (size === 1) return this.u8();
    if (size === 2) return this.u16();
    return size === 4 ? this.u32() : this.u64();
  }

  /** Passes over bytes whose number stands before them, as LEB128 without a sign. */
  skipBlock(): void {
    const size = this.uleb();
    this.at += size;
  }

  /** LEB128 without a sign. */
  uleb(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  }

  /** LEB128 with a sign. */
  sleb(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) return (byte & 0x40) === 0 ? value : value - scale;
    }
  }

  raw(size: number): Uint8Array {
    const at = this.#take(size);
    return this.bytes.subarray(at, at + size);
  }

  /** A text that a zero ends. */
  text(): string {
    const end = this.bytes.indexOf(0, this.at);
    const text = decodeText(this.bytes.subarray(this.at, end < 0 ? undefined : end));
    this.at = end < 0 ? this.end + 1 : end + 1;
    return text;
  }

  #take(size: number): number {
    const { at } = this;
    if (at + size > this.end) throw new RangeError('what is read ends too soon');
    this.at += size;
    return at;
  }
}
