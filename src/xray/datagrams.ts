// Which datagram a receive gets: they go to an address, and each is received whole or cut off, or not at all.
import type { Arrival, OpenCall } from './arrival.js';
import { manualName } from './call-name.js';
import type { CallEvent, ObjectReference, ReturnEvent } from './events.js';

interface Sent {
  readonly index: number;
  readonly thread: number;
  readonly to: string;
  readonly bytes: string | undefined;
}

/** How the recorder calls a socket of UDP: its own address, then that of whom it is connected to. */
const UDP = /^udp (\S+) > (\S+)$/;
/** An address that stands for none, or for all of a machine's; then the port. */
const ANY = /^(?:0\.0\.0\.0|\[::\])(:\d+)$/;

const SENDS = /^(?:write|writev|send|sendmsg)$/;
const RECEIVES = /^(?:read|readv|recv|recvmsg)$/;

export class Datagrams {
  #sent: Sent[] = [];

  called(call: CallEvent, index: number): void {
    const to = SENDS.test(manualName(call.name)) ? destinationOf(call) : undefined;
    if (to !== undefined) this.#sent.push({ index, thread: call.thread, to, bytes: call.bytes });
  }

  /** @returns for a receive: the datagram that it got */
  returned({ index, event: call }: OpenCall, { result, bytes }: ReturnEvent): Arrival[] {
    if (this.#sent.length === 0) return [];
    const name = manualName(call.name);
    if (SENDS.test(name) && result < 0) this.#sent = this.#sent.filter((one) => one.index !== index);
    const own = RECEIVES.test(name) && result >= 0 ? addressOf(call.uses[0]?.object) : undefined;
    if (own === undefined) return [];
    // One that nobody received, or that its page did not show, is no other.
    const found = this.#sent.find(
      (one) => reaches(one.to, own) && (bytes === undefined || one.bytes === undefined || one.bytes.startsWith(bytes)),
    );
    if (!found) return [];
    this.#sent = this.#sent.filter((one) => one !== found);
    return [{ from: found.index, fromThread: found.thread, size: result, bytes }];
  }
}

/** The address that a call sends a datagram to; undefined: it sends none, or to a socket that the kernel names. */
export function destinationOf({ to, uses: [use] }: CallEvent): string | undefined {
  const name = use?.object.kind === 'socket' ? (use.object.name ?? '') : undefined;
  if (name === undefined || name.startsWith('tcp ')) return undefined;
  const peer = UDP.exec(name)?.[2];
  return to ?? (peer === undefined || ANY.test(peer) ? undefined : peer);
}

function addressOf(object: ObjectReference | undefined): string | undefined {
  if (object?.kind !== 'socket' || object.name === undefined) return undefined;
  return UDP.exec(object.name)?.[1] ?? object.name;
}

function reaches(to: string, own: string): boolean {
  const port = ANY.exec(own)?.[1];
  return to === own || (port !== undefined && to.endsWith(port));
}
