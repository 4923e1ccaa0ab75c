// Facts as a result or a record keeps them: no more than so much, and how much was cut.
import { objectsOf } from './left-behind.js';
import type { Crash, Facts, Operand, Process, Socket, SystemCall, Thread } from './types.js';

/** What is kept at most. */
export const KEPT = {
  processes: 16,
  crashes: 4,
  /** Of a process. */
  threads: 8,
  /** Of a process. */
  descriptors: 32,
  /** Of a kind. */
  objects: 16,
  sockets: 32,
  /** Of a set. */
  semaphores: 16,
  /** Of a system call: semaphore operations, descriptors. */
  operands: 32,
  /** Characters of a name or a path. */
  text: 256,
} as const;

export function boundFacts(facts: Facts): Facts {
  const more = new Map(Object.entries(facts.more));
  const cut = <T>(kind: string, things: readonly T[], most: number = KEPT.objects): readonly T[] => {
    if (things.length > most) more.set(kind, (more.get(kind) ?? 0) + things.length - most);
    return things.slice(0, most);
  };
  // The kinds are the agent's: docs/protocol.md.
  return {
    ...(facts.crashes && { crashes: facts.crashes.slice(0, KEPT.crashes).map(boundCrash) }),
    processes: cut('processes', facts.processes, KEPT.processes).map(boundProcess),
    messageQueues: cut('message-queues', facts.messageQueues),
    semaphoreSets: cut('semaphore-sets', facts.semaphoreSets).map(({ semaphores, ...set }) => ({
      ...set,
      semaphores: semaphores.slice(0, KEPT.semaphores),
    })),
    sharedMemory: cut('shared-memory', facts.sharedMemory),
    queues: cut('queues', facts.queues).map((queue) => ({ ...queue, name: short(queue.name) })),
    objects: cut('objects', facts.objects).map((object) => ({ ...object, name: short(object.name) })),
    ...(facts.sockets && { sockets: facts.sockets.slice(0, KEPT.sockets).map(boundSocket) }),
    space: facts.space,
    more: Object.fromEntries(more),
  };
}

/** Whether there is nothing to tell: nobody, no crash, no object, and room for more. */
export function isNothing(facts: Facts): boolean {
  const { crashes = [], processes, space, more } = facts;
  const full = space !== null && (space.bytes >= space.maxBytes || space.inodes >= space.maxInodes);
  return (
    crashes.length === 0 &&
    processes.length === 0 &&
    objectsOf(facts).length === 0 &&
    Object.keys(more).length === 0 &&
    !full
  );
}

function boundCrash({ place, ...crash }: Crash): Crash {
  const cutText = (text: string | null): string | null => text && short(text);
  return {
    ...crash,
    name: short(crash.name),
    place: place && {
      ...place,
      file: short(place.file),
      function: cutText(place.function),
      text: cutText(place.text),
      within: cutText(place.within),
    },
  };
}

function boundProcess(process: Process): Process {
  return {
    ...process,
    name: short(process.name),
    directory: short(process.directory),
    threads: process.threads.slice(0, KEPT.threads).map(boundThread),
    descriptors: process.descriptors
      .slice(0, KEPT.descriptors)
      .map((descriptor) => ({ ...descriptor, target: short(descriptor.target) })),
  };
}

function boundSocket({ local, ...socket }: Socket): Socket {
  return { ...socket, local: local && short(local) };
}

function boundThread({ call, mapping, ...thread }: Thread): Thread {
  return {
    ...thread,
    call: call && boundCall(call),
    mapping: mapping && { ...mapping, path: short(mapping.path) },
  };
}

function boundCall({ operand, ...call }: SystemCall): SystemCall {
  return { ...call, operand: operand && boundOperand(operand) };
}

function boundOperand(operand: Operand): Operand {
  switch (operand.kind) {
    case 'path':
      return { ...operand, path: short(operand.path) };
    case 'operations':
      return { ...operand, operations: operand.operations.slice(0, KEPT.operands) };
    case 'descriptors':
      return { ...operand, descriptors: operand.descriptors.slice(0, KEPT.operands) };
    case 'word':
      return operand;
  }
}

function short(text: string): string {
  return text.length > KEPT.text ? `${text.slice(0, KEPT.text)}…` : text;
}
