// Bytes as text in an HTML file, seven bits in each of its bytes, where base64 has six: as base122 does, with fewer exceptions.
import type { Bytes } from './bytes.js';

/**
 * What may not stand in a script element as it is: a parser replaces NUL, takes CR for the end of a line, and `<` may end the
 * element. Each of these and the seven bits after it become one character that UTF-8 writes in two bytes.
 */
const APART = [0x00, 0x0d, 0x3c] as const;

/** The characters of `APART[0]` begin here, then those of the next. */
const PAIRS = 0x100;

/** One of APART that is the last, with nothing after it, is this much higher. */
const LONE = 0x80;

/** Seven bits. */
const GROUP = 0x80;

/** Characters at a time that become a string: more arguments than this overflow the stack of a call. */
const CHUNK = 8192;

/** Of UTF-8 it takes eight bytes for seven. */
export function toDenseText(bytes: Uint8Array): string {
  const groups = sevens(bytes);
  const parts: string[] = [];
  let codes: number[] = [];
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at] ?? 0;
    const apart = APART.findIndex((one) => one === group);
    if (apart < 0) codes.push(group);
    else if (at === groups.length - 1) codes.push(LONE + group);
    else codes.push(PAIRS + apart * GROUP + (groups[++at] ?? 0));
    if (codes.length < CHUNK) continue;
    parts.push(String.fromCharCode(...codes));
    codes = [];
  }
  parts.push(String.fromCharCode(...codes));
  return parts.join('');
}

/** @throws RangeError when `toDenseText` never makes such a text */
export function fromDenseText(text: string): Bytes {
  // At most two groups a character; what is left over of the last is padding.
  const bytes = new Uint8Array(Math.ceil((text.length * 14) / 8));
  let size = 0;
  let held = 0;
  let bits = 0;
  const take = (group: number): void => {
    held = ((held << 7) | group) & 0x3fff;
    bits += 7;
    if (bits < 8) return;
    bits -= 8;
    bytes[size++] = held >> bits;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < GROUP) take(code);
    else if (code < PAIRS) take(code - LONE);
    else {
      const apart = APART[Math.floor((code - PAIRS) / GROUP)];
      if (apart === undefined) throw new RangeError(`the character ${at} is none of a text of bytes`);
      take(apart);
      take(code % GROUP);
    }
  }
  return bytes.slice(0, size);
}

/** Groups of seven bits, the first bits of a byte first; the last one ends in zeros. */
function sevens(bytes: Uint8Array): Uint8Array {
  const groups = new Uint8Array(Math.ceil((bytes.length * 8) / 7));
  let size = 0;
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0x3fff;
    bits += 8;
    while (bits >= 7) {
      bits -= 7;
      groups[size++] = (held >> bits) & 0x7f;
    }
  }
  if (bits > 0) groups[size] = (held << (7 - bits)) & 0x7f;
  return groups;
}
