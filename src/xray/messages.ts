// Which message a receive gets: queues of System V and of POSIX choose by type or priority, so that bytes tell more than order.
import type { Arrival, OpenCall } from './arrival.js';
import { manualName } from './call-name.js';
import type { CallEvent, ObjectReference, ReturnEvent } from './events.js';
import { keyOf, type ObjectKey } from './objects.js';

interface Sent {
  readonly index: number;
  readonly thread: number;
  readonly size: number;
  readonly priority: number;
  readonly bytes: string | undefined;
}

/** Calls that send, and how urgent the message is. */
const PRIORITIES: Readonly<Record<string, (args: readonly number[]) => number>> = {
  msgsnd: () => 0,
  mq_send: (args) => args[3] ?? 0,
};

const RECEIVES: readonly string[] = ['msgrcv', 'mq_receive'];

export class Messages {
  readonly #sent = new Map<ObjectKey, Sent[]>();

  called(call: CallEvent, index: number): void {
    const { thread, arguments: args, bytes } = call;
    const priority = PRIORITIES[manualName(call.name)]?.(args);
    if (priority === undefined) return;
    const object = objectOf(call);
    if (object) this.#queue(keyOf(object)).push({ index, thread, size: args[2] ?? 0, priority, bytes });
  }

  /** @returns for a receive: which send's message it got */
  returned({ index, event: call }: OpenCall, { result, bytes }: ReturnEvent): Arrival[] {
    const object = objectOf(call);
    if (!object) return [];
    const queue = this.#queue(keyOf(object));
    const name = manualName(call.name);
    if (PRIORITIES[name]) {
      const at = queue.findLastIndex((one) => one.index === index);
      if (result < 0 && at >= 0) queue.splice(at, 1);
      return [];
    }
    return RECEIVES.includes(name) && result >= 0 ? take(queue, result, bytes) : [];
  }

  #queue(key: ObjectKey): Sent[] {
    const known = this.#sent.get(key);
    if (known) return known;
    const made: Sent[] = [];
    this.#sent.set(key, made);
    return made;
  }
}

function objectOf({ uses, objects }: CallEvent): ObjectReference | undefined {
  return uses[0]?.object ?? objects[0];
}

function take(queue: Sent[], size: number, bytes: string | undefined): Arrival[] {
  const same = queue.filter(
    (one) => one.size === size && (bytes === undefined || one.bytes === undefined || one.bytes === bytes),
  );
  const candidates = same.length > 0 ? same : queue;
  // The oldest of the most urgent.
  const found = candidates.reduce<Sent | undefined>(
    (best, one) => (best && best.priority >= one.priority ? best : one),
    undefined,
  );
  if (!found) return [];
  queue.splice(queue.indexOf(found), 1);
  return [{ from: found.index, fromThread: found.thread, size, bytes }];
}
