// System calls by the names that programmers know them by.
import { SYSTEM_CALLS } from './system-calls.js';

/** What the kernel calls them on i386, and which of them glibc uses. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  accept: ['accept', 'accept4'],
  dup2: ['dup2', 'dup3'],
  execve: ['execve', 'execveat'],
  eventfd: ['eventfd', 'eventfd2'],
  inotify_init: ['inotify_init', 'inotify_init1'],
  mmap: ['mmap', 'mmap2'],
  mq_receive: ['mq_timedreceive', 'mq_timedreceive_time64'],
  mq_send: ['mq_timedsend', 'mq_timedsend_time64'],
  nanosleep: ['nanosleep', 'clock_nanosleep', 'clock_nanosleep_time64'],
  open: ['open', 'openat', 'openat2', 'creat'],
  pipe: ['pipe', 'pipe2'],
  poll: ['poll', 'ppoll', 'ppoll_time64'],
  recv: ['recv', 'recvfrom'],
  select: ['select', '_newselect', 'pselect6', 'pselect6_time64'],
  semop: ['semop', 'semtimedop', 'semtimedop_time64'],
  send: ['send', 'sendto'],
  sigaction: ['sigaction', 'rt_sigaction', 'signal'],
  signalfd: ['signalfd', 'signalfd4'],
  sigprocmask: ['sigprocmask', 'rt_sigprocmask'],
  sigsuspend: ['sigsuspend', 'rt_sigsuspend'],
  stat: ['stat', 'stat64', 'lstat', 'lstat64', 'fstatat64', 'newfstatat', 'statx'],
  unlink: ['unlink', 'unlinkat'],
  wait: ['wait4', 'waitpid', 'waitid'],
};

/** Calls that make a process or a thread; which of the two their flags say. */
export const MAKERS = ['fork', 'vfork', 'clone', 'clone3'] as const;

/** Stands for whatever makes a process. */
export const FORK = 'fork';
/** Stands for whatever makes a thread. */
export const THREAD = 'pthread_create';

/** What the kernel may call a system call of that name. */
export function rawNames(name: string): readonly string[] {
  if (name === FORK || name === THREAD) return MAKERS;
  return FAMILIES[name] ?? [name, `${name}64`, `${name}_time64`, `${name}32`];
}

/** Whether the kernel of i386 has a call of that name, or of one that the manual page stands for. */
export function isCallName(name: string): boolean {
  return name === THREAD || rawNames(name).some((raw) => SYSTEM_CALLS.has(raw));
}
