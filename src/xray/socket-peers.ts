// The other end of a TCP connection, by the addresses that its two sockets have.
import type { DescriptorUse, XrayEvent } from './events.js';

/** How the recorder calls a connected socket: `tcp 127.0.0.1:5460 > 127.0.0.1:45642`, its own address first. */
const CONNECTED = /^tcp (\S+) > (?!0\.0\.0\.0:0$|\[::\]:0$)(\S+)$/;

/**
 * Sockets of a TCP connection with the number of the other one as their peer, as the kernel itself gives it for a local pair. An end that
 * no call of the recording has used is not known.
 */
export function withSocketPeers(events: readonly XrayEvent[]): readonly XrayEvent[] {
  const peers = peersOf(events);
  if (peers.size === 0) return events;
  return events.map((event) =>
    (event.kind === 'call' || event.kind === 'return') && event.uses.some(({ object: { id } }) => peers.has(id))
      ? { ...event, uses: event.uses.map((use) => withPeer(use, peers)) }
      : event,
  );
}

function withPeer(use: DescriptorUse, peers: ReadonlyMap<number, number>): DescriptorUse {
  const { kind, id, name } = use.object;
  const peer = kind === 'socket' && CONNECTED.test(name ?? '') ? peers.get(id) : undefined;
  return peer === undefined ? use : { ...use, object: { ...use.object, peer } };
}

/** By the number of a socket. Where two addresses are connected again later, the first sockets belong together, then the next. */
function peersOf(events: readonly XrayEvent[]): Map<number, number> {
  const sockets = new Map<string, Set<number>>();
  for (const { object } of events.flatMap(usesOf)) {
    if (object.kind !== 'socket' || !CONNECTED.test(object.name ?? '')) continue;
    const name = object.name ?? '';
    sockets.set(name, (sockets.get(name) ?? new Set()).add(object.id));
  }
  const peers = new Map<number, number>();
  for (const [name, ids] of sockets) {
    const others = [...(sockets.get(otherNameOf(name)) ?? [])];
    for (const [index, id] of [...ids].entries()) {
      const other = others[index];
      if (other !== undefined) peers.set(id, other);
    }
  }
  return peers;
}

function usesOf(event: XrayEvent): readonly DescriptorUse[] {
  return event.kind === 'call' || event.kind === 'return' ? event.uses : [];
}

function otherNameOf(name: string): string {
  return name.replace(CONNECTED, 'tcp $2 > $1');
}
