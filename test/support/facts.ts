// Facts about a run, as short as a test wants to write them.
import type { End } from '#facts/end.js';
import { NO_FACTS } from '#facts/no-facts.js';
import type { Descriptor, Facts, Process, SystemCall } from '#facts/types.js';
import type { Waiting } from '#facts/wait/waiting.js';

export function factsOf(part: Partial<Facts> = {}): Facts {
  return { ...NO_FACTS, ...part };
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

/** A process whose one thread is in a system call. */
export function waitingIn(call: Partial<SystemCall>, part: Partial<Process> = {}, facts: Facts = factsOf()): Waiting {
  const process = processOf({ pid: 2, ...part, call });
  const [thread] = process.threads;
  if (!thread?.call) throw new Error('a process of a test has a thread that is in a call');
  return { process, thread, call: thread.call, facts };
}

/** An end with status 0 after a millisecond, unless something else is given. */
export function endOf(part: Partial<End> = {}): End {
  const exit = (part.signal ?? null) === null ? 0 : null;
  return { exit, signal: null, core: false, limit: null, reached: [], wall: 1_000_000, killed: 0, ...part };
}
