// Calls of a run that could have failed, or done less: what POSIX allows, and a program has to be ready for.
import { systemCallAt } from '#linux/system-calls.js';
import type { Preemption } from '#machine/schedule.js';
import type { Trace, TracedCall } from '#machine/trace.js';
import { argumentsOf, functionOf } from './call-function.js';
import { channelsOf, type Channel } from './descriptors.js';
import { isMaker } from './points.js';

/** A write of no more goes into a pipe as a whole. */
const PIPE_BUF = 4096;
const MSG_WAITALL = 0x100;
const IPC_NOWAIT = 0x800;
const READS = new Set(['read', 'recv', 'recvfrom']);
const WRITES = new Set(['write', 'send', 'sendto']);
/** Besides those that make a process or a thread. */
const NEED_MEMORY = new Set(['mmap2', 'shmget', 'shmat']);

/** Calls that need memory, and had it. */
export function withoutMemory({ calls }: Trace): Preemption[] {
  return calls
    .filter((call) => succeeded(call) && (isMaker(call.number) || NEED_MEMORY.has(functionOf(call))))
    .map(({ at }) => ({ at, fault: 'ENOMEM' }));
}

/** Calls that were not to wait for room, and found some. */
export function withoutRoom(trace: Trace): Preemption[] {
  const channels = channelsOf(trace);
  return trace.calls
    .filter((call) => succeeded(call) && isWithoutWaiting(call, channels.get(call)))
    .map(({ at }) => ({ at, fault: 'EAGAIN' }));
}

function isWithoutWaiting(call: TracedCall, channel: Channel | undefined): boolean {
  const name = functionOf(call);
  // ipc(2) has them before the message, msgsnd(2) behind it.
  if (name === 'msgsnd')
    return ((argumentsOf(call)[systemCallAt(call.number) === 'ipc' ? 2 : 3] ?? 0) & IPC_NOWAIT) !== 0;
  return WRITES.has(name) && channel?.waits === false;
}

/** Of what was read half comes, and of what goes into a pipe in several pieces the first one goes. */
export function shortened(trace: Trace): Preemption[] {
  const channels = channelsOf(trace);
  return trace.calls.flatMap((call): Preemption[] => {
    const { at, result } = call;
    const name = functionOf(call);
    if (!channels.has(call) || result === null) return [];
    const isWhole = name !== 'read' && ((argumentsOf(call)[3] ?? 0) & MSG_WAITALL) !== 0;
    if (READS.has(name) && !isWhole && result > 1) return [{ at, fault: 'short', bytes: result >> 1 }];
    return WRITES.has(name) && result > PIPE_BUF ? [{ at, fault: 'short', bytes: PIPE_BUF }] : [];
  });
}

function succeeded({ result }: TracedCall): boolean {
  // Addresses of the upper half are negative numbers, and no errors.
  return result !== null && (result >= 0 || result < -4096);
}
