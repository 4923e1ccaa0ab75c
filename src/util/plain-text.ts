// Plain data with bytes in it, as text.
import { fromBase64, toBase64 } from './base64.js';

const KEY = '$base64';

/** JSON; each `Uint8Array` becomes an object with its base64. */
export function toPlainText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? { [KEY]: toBase64(part) } : part));
}

/** What {@link toPlainText} was given; whether that is what it should be is for a schema to say. */
export function fromPlainText(text: string): unknown {
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    const encoded = (part as Record<string, unknown>)[KEY];
    return typeof encoded === 'string' ? fromBase64(encoded) : part;
  });
}
