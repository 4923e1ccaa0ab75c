// Sockets as the tables of proc(5) have them.
import type { Socket } from '../types.js';

/** A line of an EVIDENCE message. */
export interface SocketLine {
  readonly inode: number;
  /** `tcp`, `tcp6`, `udp`, `udp6` or `unix`: the table that it stands in. */
  readonly table: string;
  readonly listens: boolean;
  readonly local: string;
  readonly remote: string;
}

/** @returns null for a line that is none */
export function socketOf({ inode, table, listens, local, remote }: SocketLine): Socket | null {
  if (table === 'unix') return { inode, kind: 'unix', listens, local: local === '' ? null : local, remote: null };
  const kind = (['tcp', 'udp'] as const).find((one) => table === one || table === `${one}6`);
  const ends = [addressOf(local), addressOf(remote)] as const;
  if (!kind || ends[0] === undefined || ends[1] === undefined) return null;
  return { inode, kind, listens, local: ends[0], remote: ends[1] };
}

/** An address in words of 32 bits as the machine has them, and a port: `0100007F:1388`. */
const ADDRESS = /^((?:[\dA-F]{8}){1,4}):([\dA-F]{4})$/;

/** @returns null for one without a port, undefined for what is none */
function addressOf(text: string): string | null | undefined {
  const [, words, hex = ''] = ADDRESS.exec(text) ?? [];
  if (words === undefined) return undefined;
  const port = parseInt(hex, 16);
  if (port === 0) return null;
  const bytes = (words.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  return `${bytes.length === 4 ? dotted(bytes) : inBrackets(bytes)}:${port}`;
}

function dotted(bytes: readonly string[]): string {
  return bytes.map((byte) => parseInt(byte, 16)).join('.');
}

const MAPPED = /^0{20}FFFF/;

/** RFC 5952; what IPv4 is mapped into is written as IPv4. */
function inBrackets(bytes: readonly string[]): string {
  const all = bytes.join('');
  if (MAPPED.test(all)) return dotted(bytes.slice(-4));
  // A host of a URL is written so, too.
  return new URL(`http://[${all.match(/.{4}/g)?.join(':') ?? ''}]`).hostname;
}
