// Semaphores of System V, and what is made of futexes: mutexes, conditions, POSIX semaphores, barriers and pthread_join.
import type { Find } from './waiting.js';

/** semop: the first operation that cannot be done is what it waits for. */
export const waitInSemop: Find = ({ call, facts }) => {
  const [set = 0] = call.arguments;
  const semaphores = facts.semaphoreSets.find(({ id }) => id === set)?.semaphores;
  const value = (index: number): number | undefined => semaphores?.[index]?.value;
  const operations = call.operand?.kind === 'operations' ? call.operand.operations : [];
  const obstacle = operations.find(({ index, change }) => {
    const now = value(index) ?? 0;
    return change === 0 ? now !== 0 : now + change < 0;
  });
  const { index, change } = obstacle ?? operations[0] ?? { index: 0, change: -1 };
  return { kind: 'semaphore', set, index, value: value(index) ?? null, change };
};

const SHARED_MEMORY = '/dev/shm/';
const SEMAPHORE = `${SHARED_MEMORY}sem.`;

export const waitForFutex: Find = ({ process, thread, call, facts }) => {
  // pthread_join waits for the word that holds the other thread's number.
  const word = call.operand?.kind === 'word' ? call.operand.value : 0;
  if (process.threads.some(({ id }) => id === word && id !== thread.id)) return { kind: 'thread', id: word };
  const { mapping } = thread;
  if (!mapping?.shared) return { kind: 'own-lock' };
  const object = facts.objects.find(({ inode }) => inode === mapping.inode && mapping.path.startsWith(SHARED_MEMORY));
  const path = object ? `${SHARED_MEMORY}${object.name}` : mapping.path.replace(/ \(deleted\)$/, '');
  if (path.startsWith(SEMAPHORE)) return { kind: 'posix-semaphore', name: path.slice(SEMAPHORE.length) };
  const memory = path.startsWith(SHARED_MEMORY) ? path.slice(SHARED_MEMORY.length) : null;
  return {
    kind: 'shared-lock',
    memory,
    path: memory === null && path !== '' ? path : null,
    offset: mapping.offset,
  };
};
