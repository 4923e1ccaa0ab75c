// What a thread waits for, by the system call that it is in.
import type { Facts, Process, SystemCall, Thread } from './evidence.js';
import { waitForChild } from './wait-child.js';
import { waitForDescriptors, waitOnDescriptor } from './wait-descriptor.js';
import { waitInOpen } from './wait-fifo.js';
import { waitForFutex } from './wait-futex.js';
import { waitInMqReceive, waitInMqSend, waitInMsgrcv, waitInMsgsnd } from './wait-queue.js';
import { waitInSemop } from './wait-semaphore.js';

export interface Waiting {
  readonly process: Process;
  readonly thread: Thread;
  readonly call: SystemCall;
  readonly facts: Facts;
}

/** The rest of a sentence after `waits in NAME `. */
export type Explain = (waiting: Waiting) => string;

const signal: Explain = () => 'for a signal';
const time: Explain = () => 'for some time to pass';
const lock: Explain = ({ process, call }) => {
  const target = process.descriptors.find(({ number }) => number === call.arguments[0])?.target;
  return `for a lock of ${target ?? 'a file'}`;
};

const CALLS: Readonly<Record<string, Explain>> = {
  read: waitOnDescriptor,
  readv: waitOnDescriptor,
  write: waitOnDescriptor,
  writev: waitOnDescriptor,
  accept: waitOnDescriptor,
  accept4: waitOnDescriptor,
  connect: waitOnDescriptor,
  recv: waitOnDescriptor,
  recvfrom: waitOnDescriptor,
  recvmsg: waitOnDescriptor,
  send: waitOnDescriptor,
  sendto: waitOnDescriptor,
  sendmsg: waitOnDescriptor,
  epoll_wait: waitOnDescriptor,
  epoll_pwait: waitOnDescriptor,
  poll: waitForDescriptors,
  ppoll: waitForDescriptors,
  select: waitForDescriptors,
  pselect6: waitForDescriptors,
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
  vfork: () => 'for its child to call exec or to end',
  pause: signal,
  sigsuspend: signal,
  rt_sigsuspend: signal,
  rt_sigtimedwait: signal,
  nanosleep: time,
  clock_nanosleep: time,
  // What it was is not known any more: a signal stopped it, and it went on.
  restart_syscall: () => 'for what it waited for before a signal came',
  fcntl: lock,
  flock: lock,
};

export function waitsFor(process: Process, thread: Thread, call: SystemCall, facts: Facts): string {
  const explain = CALLS[call.name];
  const rest = explain?.({ process, thread, call, facts }) ?? (thread.wait ? `(${thread.wait})` : '');
  return `waits in ${callName(call)} ${rest}`.trimEnd();
}

/** AT_FDCWD */
const WORKING_DIRECTORY = -100;

/** What a program calls it. */
function callName({ name, arguments: [first = 0] }: SystemCall): string {
  if (name === 'openat' && (first | 0) === WORKING_DIRECTORY) return 'open';
  return name
    .replace(/^rt_/, '')
    .replace(/^mq_timed/, 'mq_')
    .replace(/^semtimedop$/, 'semop')
    .replace(/^clock_nanosleep$/, 'nanosleep');
}
