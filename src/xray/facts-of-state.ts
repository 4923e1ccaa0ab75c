// An instant of a recording as the facts that the kernel gives of a container, so that both say the same of it.
import { NO_FACTS } from '#facts/no-facts.js';
import type { Descriptor, Facts, MessageQueue, NamedQueue, Process, SemaphoreSet, Thread } from '#facts/types.js';
import { plainName } from './call-name.js';
import type { ObjectReference } from './events.js';
import { operandOfCall } from './operations.js';
import type { Activity, ObjectState, OpenDescriptor, ProcessState, RunState, ThreadState } from './run-state.js';

const STATES: Readonly<Record<Activity, string>> = { runs: 'R', ready: 'R', waits: 'S', stopped: 'T', ended: 'Z' };
const ACCESS = { read: 0, write: 1, both: 2 } as const;

/** What is alive, and zombies. */
export function factsOfState(state: RunState): Facts {
  const objects = [...state.objects.values()];
  const there = [...state.processes.values()].filter(({ status, isReaped }) => status === undefined || !isReaped);
  return {
    ...NO_FACTS,
    processes: there.map((process) => processOf(process, state)),
    messageQueues: objects.filter(({ reference }) => reference.kind === 'message-queue').map(messageQueue),
    queues: objects.filter(({ reference }) => reference.kind === 'posix-queue').flatMap(namedQueue),
    semaphoreSets: objects.filter(({ reference }) => reference.kind === 'semaphore-set').flatMap(semaphoreSet),
  };
}

function processOf(process: ProcessState, { threads }: RunState): Process {
  const own = [...process.threads].flatMap((id) => threads.get(id) ?? []).map(threadOf);
  const descriptors = [...process.descriptors.values()].map(descriptorOf).sort((a, b) => a.number - b.number);
  return {
    pid: process.id,
    parent: process.parent,
    state: process.status === undefined ? (own[0]?.state ?? 'R') : 'Z',
    name: process.name === '' ? 'process' : process.name,
    directory: '',
    threadCount: own.length,
    threads: own,
    descriptorCount: descriptors.length,
    descriptors,
  };
}

function threadOf({ id, activity, call }: ThreadState): Thread {
  const event = call?.event;
  return {
    id,
    state: STATES[activity],
    ...(activity === 'ready' ? { hasProcessor: false } : {}),
    wait: null,
    call: event ? { name: plainName(event.name), arguments: event.arguments, operand: operandOfCall(event) } : null,
    mapping: null,
  };
}

function descriptorOf({ descriptor, object, access }: OpenDescriptor): Descriptor {
  return { number: descriptor, access: ACCESS[access], target: targetOf(object) };
}

/** As /proc names it. */
function targetOf({ kind, id, name }: ObjectReference): string {
  if (name !== undefined && name !== '' && kind !== 'socket') return name;
  if (kind === 'terminal') return '/dev/tty';
  return `${kind}:[${id}]`;
}

function messageQueue({ reference: { id }, content }: ObjectState): MessageQueue {
  return { id, key: 0, messages: content?.amount ?? 0, bytes: 0, maxBytes: content?.capacity ?? Infinity };
}

function namedQueue({ reference: { name }, content }: ObjectState): NamedQueue[] {
  if (name === undefined) return [];
  return [
    {
      name: name.replace(/^\//, ''),
      messages: content?.amount ?? 0,
      maxMessages: content?.capacity ?? 0,
      messageSize: 0,
    },
  ];
}

/** The recording tells the value of the one that was used last; of a set of several it is not known whose that is. */
function semaphoreSet({ reference: { id } }: ObjectState): SemaphoreSet[] {
  return [{ id, key: 0, count: 0, semaphores: [] }];
}
