// Base64 and base64url (RFC 4648, sections 4 and 5) without Node's Buffer.
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

/** For addresses: `-` and `_`, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws RangeError when the text is no base64url */
export function fromBase64Url(text: string): Bytes {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new RangeError('not base64url');
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
}
