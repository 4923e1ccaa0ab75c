// What descriptors stand for, as far as the calls of a run say it: pipes, and sockets that carry a stream.
import type { Trace, TracedCall } from '#machine/trace.js';
import { argumentsOf, functionOf } from './call-function.js';
import { isMaker } from './points.js';

/** What is read or written bit by bit. */
export interface Channel {
  /** Whoever finds it empty or full waits; false: O_NONBLOCK. */
  readonly waits: boolean;
}

const O_NONBLOCK = 0x800;
const SOCK_STREAM = 1;
const SOCK_TYPE = 0xf;
const F_DUPFD = 0;
const F_SETFL = 4;
const F_DUPFD_CLOEXEC = 1030;

/** An open file description: descriptors that were duplicated or inherited are of the same one. */
interface Description {
  waits: boolean;
}

type Table = Map<number, Description>;

/** @returns for each call that was given the descriptor of a channel: the channel, as it was then */
export function channelsOf({ calls, threads }: Pick<Trace, 'calls' | 'threads'>): ReadonlyMap<TracedCall, Channel> {
  const channels = new Map<TracedCall, Channel>();
  const tables = new Map<number, Table>();
  for (const call of calls) {
    const { process = 1 } = threads[call.thread - 1] ?? {};
    const table = tables.get(process) ?? new Map<number, Description>();
    tables.set(process, table);
    const [descriptor = -1] = argumentsOf(call);
    const description = table.get(descriptor);
    if (description) channels.set(call, { waits: description.waits });
    change(table, call, description);
    const child = isMaker(call.number) ? threads.find(({ tid }) => tid === call.result) : undefined;
    if (child && child.process !== process) tables.set(child.process, new Map(table));
  }
  return channels;
}

function change(table: Table, call: TracedCall, description: Description | undefined): void {
  const { result, made = [] } = call;
  if (result === null || result < 0) return;
  const [first = 0, second = 0, third = 0] = argumentsOf(call);
  const open = (descriptors: readonly number[], flags = 0): void => {
    for (const one of descriptors) table.set(one, { waits: (flags & O_NONBLOCK) === 0 });
  };
  const isStream = (second & SOCK_TYPE) === SOCK_STREAM;
  switch (functionOf(call)) {
    case 'pipe':
      open(made);
      break;
    case 'pipe2':
      open(made, second);
      break;
    case 'socketpair':
      if (isStream) open(made, second);
      break;
    case 'socket':
      if (isStream) open([result], second);
      break;
    case 'accept':
    case 'accept4':
      open([result]);
      break;
    case 'open':
      reopen(table, result, second);
      break;
    case 'openat':
      reopen(table, result, third);
      break;
    case 'close':
      table.delete(first);
      break;
    case 'dup':
    case 'dup2':
    case 'dup3':
      if (description) table.set(result, description);
      else table.delete(result);
      break;
    case 'fcntl':
      if (!description) break;
      if (second === F_SETFL) description.waits = (third & O_NONBLOCK) === 0;
      if (second === F_DUPFD || second === F_DUPFD_CLOEXEC) table.set(result, description);
  }
}

/** Who opens something so as not to wait for it means a FIFO; anything else may be a file. */
function reopen(table: Table, descriptor: number, flags: number): void {
  if ((flags & O_NONBLOCK) !== 0) table.set(descriptor, { waits: false });
  else table.delete(descriptor);
}
