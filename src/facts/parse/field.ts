// The fields of a line of an EVIDENCE message.
import { decodeText, encodeText } from '#util/bytes.js';

export function textOf(field: string): string {
  return field.includes('\\') || /[^ -~]/.test(field) ? unescape(field) : field;
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
}

/** A byte written as `\ooo` is that byte; all together are UTF-8. */
function unescape(field: string): string {
  const bytes = encodeText(field);
  const out: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x5c) {
      out.push(parseInt(String.fromCharCode(...bytes.subarray(at + 1, at + 4)), 8));
      at += 3;
    } else out.push(byte);
  }
  return decodeText(Uint8Array.from(out));
}
