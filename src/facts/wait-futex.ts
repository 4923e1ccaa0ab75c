import type { Explain } from './waits.js';
import { visible } from './words.js';

const SHARED_MEMORY = '/dev/shm/';
const SEMAPHORE = `${SHARED_MEMORY}sem.`;

/** Mutexes, conditions, semaphores, barriers and pthread_join are all futexes. */
export const waitForFutex: Explain = ({ process, thread, call, facts }) => {
  const word =
    call.memory?.length === 4 ? new DataView(call.memory.buffer, call.memory.byteOffset).getUint32(0, true) : 0;
  if (process.threads.some(({ id }) => id === word && id !== thread.id)) return `for its thread ${word} to end`;
  const { mapping } = thread;
  if (!mapping?.shared) return 'for a lock, condition or semaphore of its own';
  const object = facts.objects.find(({ inode }) => inode === mapping.inode && mapping.path.startsWith(SHARED_MEMORY));
  const path = object ? `${SHARED_MEMORY}${object.name}` : mapping.path.replace(/ \(deleted\)$/, '');
  if (path.startsWith(SEMAPHORE)) return `for the POSIX semaphore /${visible(path.slice(SEMAPHORE.length))}`;
  const where = path.startsWith(SHARED_MEMORY) ? `the shared memory /${path.slice(SHARED_MEMORY.length)}` : path;
  return `for a lock, condition or semaphore in ${visible(where) || 'shared memory'} at offset ${mapping.offset}`;
};
