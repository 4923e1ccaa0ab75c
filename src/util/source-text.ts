// Sources as every editor writes them, made the text that a compiler on Linux expects.
import { encodeText, type Bytes } from './bytes.js';

export interface Text {
  readonly content: Bytes;
  /** What was changed, for "its … "; empty when nothing was. */
  readonly changes: readonly string[];
}

export function isSource(path: string): boolean {
  return /\.[ch]$/i.test(path);
}

/** Byte order marks go, UTF-16 becomes UTF-8, and lines end as on Unix. */
export function plainText(content: Bytes): Text {
  const changes: string[] = [];
  let text = content;
  if (startsWith(text, [0xff, 0xfe])) {
    text = encodeText(new TextDecoder('utf-16le').decode(text));
    changes.push('UTF-16');
  } else if (startsWith(text, [0xfe, 0xff])) {
    text = encodeText(new TextDecoder('utf-16be').decode(text));
    changes.push('UTF-16');
  } else if (startsWith(text, [0xef, 0xbb, 0xbf])) {
    text = text.slice(3);
    changes.push('a byte order mark');
  }
  const unix = withoutReturns(text);
  if (unix.length < text.length) changes.push('line ends of Windows');
  return { content: unix, changes };
}

const CR = 0x0d;
const LF = 0x0a;

function withoutReturns(text: Bytes): Bytes {
  if (!text.includes(CR)) return text;
  return text.filter((byte, index) => byte !== CR || text[index + 1] !== LF);
}

/** What a compiler made, by its first bytes: ELF, Mach-O, PE and static libraries. */
export function isCompiled(path: string, content: Bytes): boolean {
  if (/\.(o|obj|a|so|exe|dll|lib|gch|pdb)$/i.test(path)) return true;
  if (startsWith(content, [0x4d, 0x5a]) && content.includes(0)) return true;
  return [
    [0x7f, 0x45, 0x4c, 0x46],
    [0xcf, 0xfa, 0xed, 0xfe],
    [0xce, 0xfa, 0xed, 0xfe],
    [0xca, 0xfe, 0xba, 0xbe],
  ].some((magic) => startsWith(content, magic));
}

function startsWith(content: Bytes, magic: readonly number[]): boolean {
  return magic.every((byte, index) => content[index] === byte);
}
