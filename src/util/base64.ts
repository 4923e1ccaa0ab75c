// Base64 (RFC 4648, section 4) without Node's Buffer.
import type { Bytes } from './bytes.js';

/** Bytes at a time that become a string: more arguments than this overflow the stack of a call. */
const CHUNK = 8192;

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return btoa(parts.join(''));
}

/** @throws DOMException `InvalidCharacterError` when the text is no base64 */
export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
