// Objects that outlive the processes which made them.
import type { Facts } from './evidence.js';
import { count, visible } from './words.js';

const SEMAPHORE = 'sem.';

export function leftBehind({ messageQueues, semaphoreSets, sharedMemory, queues, objects, more }: Facts): string[] {
  const things = [
    ...messageQueues.map(({ id, messages }) => `message queue ${id} (${count(messages, 'message')})`),
    ...semaphoreSets.map((set) => `semaphore set ${set.id} (${count(set.count, 'semaphore')})`),
    ...sharedMemory.map(({ id, size }) => `shared memory segment ${id} (${size} bytes)`),
    ...queues.map(({ name, messages }) => `POSIX message queue /${visible(name)} (${count(messages, 'message')})`),
    ...objects.map(({ name, size }) =>
      name.startsWith(SEMAPHORE)
        ? `POSIX semaphore /${visible(name.slice(SEMAPHORE.length))}`
        : `POSIX shared memory /${visible(name)} (${size} bytes)`,
    ),
    ...Object.entries(more)
      .filter(([kind]) => kind !== 'processes' && kind !== 'lines')
      .map(([kind, number]) => `${number} more ${kind.replaceAll('-', ' ')}`),
  ];
  return things.map((thing) => `left behind: ${thing}`);
}
