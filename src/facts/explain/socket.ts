// Sockets in words: where they are, and who holds the other end.
import type { Obstacle } from '../wait/types.js';
import { holderWords, list } from './words.js';

type Of<Kind extends Obstacle['kind']> = Extract<Obstacle, { kind: Kind }>;

/** What a socket has that takes connections, or messages, from everywhere. */
const ANYWHERE = /^(?:0\.0\.0\.0|\[::\]):/;

/** `port 5000`, `127.0.0.1:5000`, `/tmp/socket` */
function addressWords(address: string): string {
  return ANYWHERE.test(address) ? `port ${address.replace(ANYWHERE, '')}` : address;
}

export function connectionWords({ descriptor, address }: Of<'connection'>): string {
  if (address === null) return `for somebody to connect to the socket of descriptor ${descriptor}`;
  return `for somebody to connect to ${addressWords(address)} (descriptor ${descriptor})`;
}

export function socketWords({ descriptor, socket, holders }: Of<'socket'>): string {
  const which = `on the socket of descriptor ${descriptor}`;
  const { local = null, remote = null } = socket ?? {};
  if (remote === null) return local === null ? which : `${which}, whose address is ${addressWords(local)}`;
  const other = holders.length === 0 ? '' : `, whose other end ${list(holders.map(holderWords))}`;
  return `${which}, connected to ${addressWords(remote)}${other}`;
}
