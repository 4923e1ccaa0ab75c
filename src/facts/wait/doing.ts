// What a thread is at, by its state and the system call that it is in.
import type { Facts, Process, SystemCall, Thread } from '../types.js';
import { waitForDescriptors, waitForFileLock, waitInOpen, waitOnDescriptor } from './descriptor.js';
import { waitForChild } from './process.js';
import { waitInMqReceive, waitInMqSend, waitInMsgrcv, waitInMsgsnd } from './queue.js';
import { waitForFutex, waitInSemop } from './semaphore.js';
import { waitInAccept } from './socket.js';
import type { Doing } from './types.js';
import type { Find } from './waiting.js';

const signal: Find = () => ({ kind: 'signal' });
const time: Find = () => ({ kind: 'time' });

const CALLS: Readonly<Record<string, Find>> = {
  read: waitOnDescriptor,
  readv: waitOnDescriptor,
  write: waitOnDescriptor,
  writev: waitOnDescriptor,
  accept: waitInAccept,
  accept4: waitInAccept,
  connect: waitOnDescriptor,
  recv: waitOnDescriptor,
  recvfrom: waitOnDescriptor,
  recvmsg: waitOnDescriptor,
  send: waitOnDescriptor,
  sendto: waitOnDescriptor,
  sendmsg: waitOnDescriptor,
  poll: waitForDescriptors,
  ppoll: waitForDescriptors,
  select: waitForDescriptors,
  pselect6: waitForDescriptors,
  epoll_wait: waitForDescriptors,
  epoll_pwait: waitForDescriptors,
  epoll_pwait2: waitForDescriptors,
  open: waitInOpen,
  openat: waitInOpen,
  semop: waitInSemop,
  semtimedop: waitInSemop,
  msgsnd: waitInMsgsnd,
  msgrcv: waitInMsgrcv,
  mq_timedsend: waitInMqSend,
  mq_timedreceive: waitInMqReceive,
  waitpid: waitForChild,
  wait4: waitForChild,
  waitid: waitForChild,
  futex: waitForFutex,
  vfork: () => ({ kind: 'exec' }),
  pause: signal,
  sigsuspend: signal,
  rt_sigsuspend: signal,
  rt_sigtimedwait: signal,
  nanosleep: time,
  clock_nanosleep: time,
  restart_syscall: () => ({ kind: 'resumed' }),
  fcntl: waitForFileLock,
  flock: waitForFileLock,
};

export function doingOf(process: Process, thread: Thread, facts: Facts): Doing {
  const { state, hasProcessor, wait, call } = thread;
  if (state === 'T' || state === 't') return { is: 'stopped' };
  if (state === 'R') return { is: hasProcessor === false ? 'ready' : 'computing' };
  if (!call) return { is: 'in-kernel', where: wait };
  const obstacle = CALLS[call.name]?.({ process, thread, call, facts }) ?? { kind: 'unknown' as const, where: wait };
  return { is: 'waiting', call: manualName(call), for: obstacle };
}

/** AT_FDCWD */
const WORKING_DIRECTORY = -100;

/** What a program calls it. */
function manualName({ name, arguments: [first = 0, , , , , sixth = 0] }: SystemCall): string {
  if (name === 'openat' && (first | 0) === WORKING_DIRECTORY) return 'open';
  // pselect(2) has a sixth argument, also without a mask; the select of the C library has none.
  if (name === 'pselect6') return sixth === 0 ? 'select' : 'pselect';
  return name
    .replace(/^rt_/, '')
    .replace(/^mq_timed/, 'mq_')
    .replace(/^semtimedop$/, 'semop')
    .replace(/^clock_nanosleep$/, 'nanosleep');
}
