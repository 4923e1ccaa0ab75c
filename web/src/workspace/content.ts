// What a file holds, as the text that a project keeps of it. Bytes that are no UTF-8 stand there as half a pair of surrogates, which no
// text has: everything that keeps, compares and shares texts does so with any file.
import { encodeText, type Bytes } from '#util/bytes.js';

/** The first of them: of a byte from 0x80, one for each. */
const ESCAPED = 0xdc00;

/** Half a pair alone. */
const NO_TEXT = /[\u{dc80}-\u{dcff}]/u;

/** @returns a text; of other bytes what {@link bytesOf} makes the same bytes of */
export function contentOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : ESCAPED + byte)).join('');
  }
}

/** The file as a guest, an archive and a disk have it. */
export function bytesOf(content: string): Bytes {
  if (!NO_TEXT.test(content)) return encodeText(content);
  return Uint8Array.from(content, (half) => half.charCodeAt(0) & 0xff);
}

/** Whether an editor can show it. */
export function isText(content: string): boolean {
  return !content.includes('\0') && !NO_TEXT.test(content);
}
