// Objects that outlive the processes which made them.
import type { Facts, MessageQueue, NamedObject, NamedQueue, SemaphoreSet, SharedMemory } from './types.js';

export type LeftBehind =
  | ({ readonly kind: 'message-queue' } & MessageQueue)
  | ({ readonly kind: 'semaphore-set' } & SemaphoreSet)
  | ({ readonly kind: 'shared-memory' } & SharedMemory)
  | ({ readonly kind: 'posix-queue' } & NamedQueue)
  | ({ readonly kind: 'posix-semaphore' } & NamedObject)
  | ({ readonly kind: 'posix-memory' } & NamedObject)
  /** So many more of a kind, which are not listed. */
  | { readonly kind: 'more'; readonly of: string; readonly count: number };

/** What glibc puts before the name of a semaphore's file. */
const SEMAPHORE = 'sem.';

/** Kinds of {@link Facts.more} that are no objects. */
const NO_OBJECTS = ['processes', 'lines'];

/** The objects that are there, whoever uses them. */
export function objectsOf(facts: Facts): LeftBehind[] {
  return [
    ...facts.messageQueues.map((queue) => ({ kind: 'message-queue' as const, ...queue })),
    ...facts.semaphoreSets.map((set) => ({ kind: 'semaphore-set' as const, ...set })),
    ...facts.sharedMemory.map((segment) => ({ kind: 'shared-memory' as const, ...segment })),
    ...facts.queues.map((queue) => ({ kind: 'posix-queue' as const, ...queue })),
    ...facts.objects.map((object) =>
      object.name.startsWith(SEMAPHORE)
        ? { kind: 'posix-semaphore' as const, ...object, name: object.name.slice(SEMAPHORE.length) }
        : { kind: 'posix-memory' as const, ...object },
    ),
    ...Object.entries(facts.more)
      .filter(([kind]) => !NO_OBJECTS.includes(kind))
      .map(([of, count]) => ({ kind: 'more' as const, of, count })),
  ];
}

/** While somebody is there, an object is not left behind but in use. */
export function leftBehind(facts: Facts): LeftBehind[] {
  return facts.processes.length === 0 ? objectsOf(facts) : [];
}

/** How many objects there are, listed or not. */
export function countObjects(facts: Facts): number {
  return objectsOf(facts).reduce((sum, object) => sum + (object.kind === 'more' ? object.count : 1), 0);
}
