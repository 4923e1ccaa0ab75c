// Plain data with bytes in it, as text.
import type { Bytes } from '../util/bytes.js';

const KEY = '$base64';

/** JSON; each `Uint8Array` becomes an object with its base64. */
export function toPlainText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? { [KEY]: toBase64(part) } : part));
}

/** What {@link toPlainText} was given. */
export function fromPlainText(text: string): unknown {
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    const encoded = (part as Record<string, unknown>)[KEY];
    return typeof encoded === 'string' ? fromBase64(encoded) : part;
  });
}

export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // An argument list has a length that engines bound.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(pieces.join(''));
}

/** @throws DOMException when it is none */
export function fromBase64(text: string): Bytes {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
