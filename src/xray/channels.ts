// Which write's bytes a read gets: pipes, FIFOs and connected sockets hand them on in their order.
import type { Arrival, OpenCall } from './arrival.js';
import { manualName } from './call-name.js';
import { destinationOf } from './datagrams.js';
import type { CallEvent, ObjectReference, ReturnEvent } from './events.js';
import { isChannel, keyOf, type ObjectKey } from './objects.js';

interface Written {
  readonly index: number;
  readonly thread: number;
  readonly bytes: string | undefined;
  /** What the call would write at most, until it tells what it has written. */
  size: number;
  read: number;
}

const WRITES = /^(?:write|writev|send|sendmsg)$/;
const READS = /^(?:read|readv|recv|recvmsg)$/;

export class Channels {
  readonly #written = new Map<ObjectKey, Written[]>();

  called(call: CallEvent, index: number): void {
    const object = call.uses[0]?.object;
    const key = object && whereItArrives(object);
    if (!key || !WRITES.test(manualName(call.name)) || destinationOf(call) !== undefined) return;
    const vectors = /v$|msg$/.test(call.name);
    const written: Written = {
      index,
      thread: call.thread,
      bytes: call.bytes,
      size: vectors ? Infinity : (call.arguments[2] ?? 0) >>> 0,
      read: 0,
    };
    const queue = this.#written.get(key);
    if (queue) queue.push(written);
    else this.#written.set(key, [written]);
  }

  /** @returns for a read: what it got of which write */
  returned({ index, event: call }: OpenCall, { result, bytes }: ReturnEvent): Arrival[] {
    const object = call.uses[0]?.object;
    if (!object || !isChannel(object)) return [];
    const name = manualName(call.name);
    const arrives = whereItArrives(object);
    if (arrives && WRITES.test(name)) this.#settle(arrives, index, Math.max(0, result));
    return READS.test(name) && result > 0 ? this.#take(keyOf(object), result, bytes) : [];
  }

  #settle(key: ObjectKey, index: number, size: number): void {
    const queue = this.#written.get(key);
    const at = queue?.findLastIndex((one) => one.index === index) ?? -1;
    const written = queue?.[at];
    if (!queue || !written) return;
    written.size = size;
    if (written.read >= size) queue.splice(at, 1);
  }

  #take(key: ObjectKey, size: number, bytes: string | undefined): Arrival[] {
    const queue = this.#written.get(key) ?? [];
    const parts: Arrival[] = [];
    let left = size;
    let at = 0;
    while (left > 0 && at < queue.length) {
      const written = queue[at];
      if (!written) break;
      const taken = Math.min(left, written.size - written.read);
      if (taken > 0)
        parts.push({
          from: written.index,
          fromThread: written.thread,
          size: taken,
          bytes: bytes?.slice(size - left, size - left + taken),
        });
      written.read += taken;
      left -= taken;
      if (written.read >= written.size) queue.splice(at, 1);
      else at++;
    }
    return parts;
  }
}

/** @returns undefined: nobody here knows, as of a socket whose other end the recorder does not name */
function whereItArrives(object: ObjectReference): ObjectKey | undefined {
  if (!isChannel(object)) return undefined;
  if (object.kind !== 'socket') return keyOf(object);
  return object.peer === undefined ? undefined : keyOf({ kind: 'socket', id: object.peer });
}
