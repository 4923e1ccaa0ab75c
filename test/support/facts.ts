// Facts about a run, as short as a test wants to write them.
import type { Descriptor, Facts, Process, SystemCall } from '#facts/types.js';

const NOTHING: Facts = {
  processes: [],
  messageQueues: [],
  semaphoreSets: [],
  sharedMemory: [],
  queues: [],
  objects: [],
  space: null,
  more: {},
};

export function factsOf(part: Partial<Facts> = {}): Facts {
  return { ...NOTHING, ...part };
}

export interface ShortProcess extends Partial<Process> {
  readonly pid: number;
  /** The system call that its one thread is in; default: pause. */
  readonly call?: Partial<SystemCall> | null;
}

/** A process with one thread, which waits unless another state is given. */
export function processOf({ call = {}, ...part }: ShortProcess): Process {
  const { pid, state = 'S', descriptors = [] } = part;
  const thread = {
    id: pid,
    state,
    wait: null,
    call: call && { name: 'pause', arguments: [], operand: null, ...call },
    mapping: null,
  };
  return {
    parent: 0,
    state,
    name: `p${pid}`,
    directory: '/tmp',
    threadCount: 1,
    threads: [thread],
    descriptorCount: descriptors.length,
    descriptors,
    ...part,
  };
}

export function descriptorOf(number: number, target: string, access: Descriptor['access'] = 0): Descriptor {
  return { number, access, target };
}
