// Sockets: their addresses, and who holds the other end of a connection.
import { holdersOf } from '../descriptors.js';
import type { Descriptor, Facts, Socket } from '../types.js';
import type { Obstacle } from './types.js';
import { descriptorOf, otherEnds, type Find, type Waiting } from './waiting.js';

const targetOf = ({ inode }: Socket): string => `socket:[${inode}]`;

function socketOf({ sockets = [] }: Facts, descriptor: Descriptor | undefined): Socket | null {
  return sockets.find((socket) => targetOf(socket) === descriptor?.target) ?? null;
}

/** What is said on a connection comes from the socket whose addresses are the same ones, the other way round. */
function otherEndOf({ sockets = [] }: Facts, { kind, local, remote }: Socket): Socket | undefined {
  if (local === null || remote === null) return undefined;
  return sockets.find((other) => other.kind === kind && other.local === remote && other.remote === local);
}

/** To read, to write, to connect. */
export function waitOnSocket({ process, facts }: Waiting, descriptor: Descriptor): Obstacle {
  const socket = socketOf(facts, descriptor);
  const other = socket && otherEndOf(facts, socket);
  const holders = other ? holdersOf(facts.processes, targetOf(other), 'write') : [];
  return { kind: 'socket', descriptor: descriptor.number, socket, holders: otherEnds(process, holders) };
}

/** accept and accept4. */
export const waitInAccept: Find = (waiting) => {
  const descriptor = descriptorOf(waiting);
  const number = waiting.call.arguments[0] ?? -1;
  return { kind: 'connection', descriptor: number, address: socketOf(waiting.facts, descriptor)?.local ?? null };
};
