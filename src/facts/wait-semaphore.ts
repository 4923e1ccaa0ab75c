import type { Explain } from './waits.js';

interface Operation {
  readonly index: number;
  /** Added to the value; 0: wait for zero. */
  readonly change: number;
}

/** semop: the first operation that cannot be done is what it waits for. */
export const waitInSemop: Explain = ({ call, facts }) => {
  const [id = 0] = call.arguments;
  const set = facts.semaphoreSets.find((candidate) => candidate.id === id);
  const value = (index: number): number | undefined => set?.semaphores[index]?.value;
  const operations = parse(call.memory);
  const obstacle = operations.find(({ index, change }) => {
    const now = value(index) ?? 0;
    return change === 0 ? now !== 0 : now + change < 0;
  });
  const { index, change } = obstacle ?? operations[0] ?? { index: 0, change: -1 };
  const now = value(index);
  if (now === undefined) return `for semaphore ${index} of set ${id}`;
  return change === 0
    ? `for semaphore ${index} of set ${id} to become 0; it is ${now}`
    : `for semaphore ${index} of set ${id}, which is ${now}${change < -1 ? ` and would have to be ${-change}` : ''}`;
};

/** struct sembuf of sys/sem.h. */
function parse(memory: Uint8Array | null): Operation[] {
  if (!memory) return [];
  const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
  return Array.from({ length: Math.floor(memory.length / 6) }, (_, index) => ({
    index: view.getUint16(6 * index, true),
    change: view.getInt16(6 * index + 2, true),
  }));
}
