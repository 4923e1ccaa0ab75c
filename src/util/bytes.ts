/** Bytes over memory of their own kind, so that they can be transferred to a worker. */
export type Bytes = Uint8Array<ArrayBuffer>;

export function concat(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** @returns where in the bytes others stand, from the first place on */
export function placesOf(bytes: Uint8Array, others: Uint8Array): number[] {
  const [first = 0] = others;
  const places: number[] = [];
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (standsAt(bytes, at, others)) places.push(at);
  }
  return places;
}

export function standsAt(bytes: Uint8Array, at: number, others: Uint8Array): boolean {
  return others.every((byte, index) => bytes[at + index] === byte);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeText(text: string): Bytes {
  return encoder.encode(text);
}

/** UTF-8 to text; what is not UTF-8 becomes U+FFFD, as in a terminal. */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
