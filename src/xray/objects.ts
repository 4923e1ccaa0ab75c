// Objects of a run by what they are told apart by, and by what a person calls them.
import { STANDARD } from '#facts/explain/pipe.js';
import { escapeLine } from '#util/escape.js';
import type { DescriptorUse, ObjectKind, ObjectReference } from './events.js';

/** Of an object among all of a run. */
export type ObjectKey = `${ObjectKind}:${number}`;

export function keyOf({ kind, id }: ObjectReference): ObjectKey {
  return `${kind}:${id}`;
}

const WORDS: Readonly<Record<ObjectKind, string>> = {
  pipe: 'pipe',
  fifo: 'FIFO',
  socket: 'socket',
  file: 'file',
  directory: 'folder',
  terminal: 'terminal',
  device: 'device',
  'message-queue': 'message queue',
  'posix-queue': 'POSIX queue',
  'semaphore-set': 'semaphore set',
  'shared-memory': 'shared memory',
  futex: 'futex',
  eventfd: 'eventfd',
  epoll: 'epoll',
  signalfd: 'signalfd',
  timerfd: 'timerfd',
  inotify: 'inotify',
  pidfd: 'pidfd',
  other: 'object',
};

/** Their number is what programs call them by. */
const NUMBERED: readonly ObjectKind[] = ['message-queue', 'semaphore-set', 'shared-memory'];

/** What passes from one process to another in it, or lets one go on: worth a place in a picture. */
const SHARED: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  'pipe',
  'fifo',
  'socket',
  'message-queue',
  'posix-queue',
  'semaphore-set',
  'shared-memory',
  'futex',
  'eventfd',
]);

export function isShared({ kind }: ObjectReference): boolean {
  return SHARED.has(kind);
}

/** Whether what one writes into it is what another reads out of it. */
export function isChannel({ kind }: ObjectReference): boolean {
  return kind === 'pipe' || kind === 'fifo' || kind === 'socket';
}

/** Names in the order in which things are met: `pipe 1`, `pipe 2`; a path where there is one. */
export class ObjectNames {
  readonly #names = new Map<ObjectKey, string>();
  readonly #streams = new Set<ObjectKey>();
  readonly #counts = new Map<ObjectKind, number>();

  of(reference: ObjectReference): string {
    const key = keyOf(reference);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = this.#make(reference);
    this.#names.set(key, name);
    return name;
  }

  /** The same of what a descriptor stands for: a pipe that a process had as a stream from the start is that stream. */
  ofUse({ descriptor, object }: DescriptorUse): string {
    const key = keyOf(object);
    const stream = isChannel(object) && !this.#names.has(key) ? STANDARD[descriptor] : undefined;
    if (stream !== undefined) {
      this.#names.set(key, stream);
      this.#streams.add(key);
    }
    return this.of(object);
  }

  /** Whether it leads out of the run. */
  isStream(object: ObjectReference): boolean {
    return this.#streams.has(keyOf(object));
  }

  #make({ kind, id, name }: ObjectReference): string {
    if (name !== undefined && name !== '') return `${WORDS[kind]} ${escapeLine(name)}`;
    if (NUMBERED.includes(kind)) return `${WORDS[kind]} ${id}`;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return `${WORDS[kind]} ${count}`;
  }
}
