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

/** What of a socket's name says that it has no address there. */
const UNKNOWN = /0\.0\.0\.0:0(?!\d)|\[::\]:0(?!\d)/g;

/** Of two names that an object has had, the one that says more is kept: a socket is bound and connected as the run goes on. */
function saysMore({ name = '' }: ObjectReference, { name: known = '' }: ObjectReference): boolean {
  if (name === '' || known === '') return known === '' && name !== '';
  return (name.match(UNKNOWN)?.length ?? 0) < (known.match(UNKNOWN)?.length ?? 0);
}

/** Names in the order in which things are met: `pipe 1`, `pipe 2`; a path or an address where there is one. */
export class ObjectNames {
  readonly #met = new Map<ObjectKey, ObjectReference>();
  readonly #streams = new Map<ObjectKey, string>();
  /** Of all that have been met; made when somebody asks. */
  #names: Map<ObjectKey, string> | undefined;

  /** A call has used it, or made it. */
  meet(reference: ObjectReference): void {
    const key = keyOf(reference);
    const known = this.#met.get(key);
    if (known && !saysMore(reference, known)) return;
    this.#met.set(key, reference);
    this.#names = undefined;
  }

  /** The same of what a descriptor stands for: a pipe that a process had as a stream from the start is that stream. */
  meetUse({ descriptor, object }: DescriptorUse): void {
    const key = keyOf(object);
    const stream = isChannel(object) && !this.#met.has(key) ? STANDARD[descriptor] : undefined;
    if (stream !== undefined) this.#streams.set(key, stream);
    this.meet(object);
  }

  of(reference: ObjectReference): string {
    const key = keyOf(reference);
    if (!this.#met.has(key)) this.meet(reference);
    this.#names ??= this.#make();
    return this.#names.get(key) ?? '';
  }

  /** Whether it leads out of the run. */
  isStream(object: ObjectReference): boolean {
    return this.#streams.has(keyOf(object));
  }

  #make(): Map<ObjectKey, string> {
    const counts = new Map<ObjectKind, number>();
    const count = (kind: ObjectKind): number => {
      const next = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, next);
      return next;
    };
    return new Map(
      [...this.#met].map(([key, { kind, id, name = '' }]) => [
        key,
        this.#streams.get(key) ??
          `${WORDS[kind]} ${name !== '' ? escapeLine(name) : NUMBERED.includes(kind) ? id : count(kind)}`,
      ]),
    );
  }
}
