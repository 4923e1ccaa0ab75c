// What a system call that has ended changes in its process's table of descriptors.
import { plainName } from './call-name.js';
import type { CallEvent, DescriptorUse, ReturnEvent } from './events.js';

export type DescriptorChange =
  | { readonly is: 'opened'; readonly use: DescriptorUse; readonly closesOnExec: boolean }
  /** `number` stands for what `from` stands for. */
  | { readonly is: 'copied'; readonly from: number; readonly number: number; readonly closesOnExec: boolean }
  | { readonly is: 'closed'; readonly number: number }
  | { readonly is: 'marked'; readonly number: number; readonly closesOnExec: boolean };

const O_CLOEXEC = 0x80000;
const MFD_CLOEXEC = 1;

/** Which argument has the flag that closes a new descriptor at exec. */
const FLAGS: Readonly<Record<string, number>> = {
  open: 1,
  openat: 2,
  pipe2: 1,
  socket: 1,
  socketpair: 1,
  accept4: 3,
  dup3: 2,
  eventfd2: 1,
  epoll_create1: 0,
  signalfd4: 3,
  timerfd_create: 1,
  inotify_init1: 0,
};

/** The kernel closes what these make at exec, whatever it is told. */
const ALWAYS: readonly string[] = ['mq_open', 'pidfd_open'];

const F_DUPFD = 0;
const F_SETFD = 2;
const F_DUPFD_CLOEXEC = 1030;
const EBADF = -9;

export function descriptorChanges(call: CallEvent, { result, uses }: ReturnEvent): DescriptorChange[] {
  const name = plainName(call.name);
  const [first = -1, second = -1, third = 0] = call.arguments;
  // Linux has closed it even where close(2) tells of an error.
  if (name === 'close') return result === EBADF ? [] : [{ is: 'closed', number: first }];
  if (result < 0) return [];
  const closesOnExec = closes(name, call.arguments);
  if (name === 'dup') return [{ is: 'copied', from: first, number: result, closesOnExec }];
  if (name === 'dup2' || name === 'dup3') {
    return first === second ? [] : [{ is: 'copied', from: first, number: second, closesOnExec }];
  }
  if (name === 'fcntl') {
    if (second === F_DUPFD || second === F_DUPFD_CLOEXEC)
      return [{ is: 'copied', from: first, number: result, closesOnExec: second === F_DUPFD_CLOEXEC }];
    return second === F_SETFD ? [{ is: 'marked', number: first, closesOnExec: (third & 1) !== 0 }] : [];
  }
  return uses.map((use) => ({ is: 'opened', use, closesOnExec }));
}

function closes(name: string, args: readonly number[]): boolean {
  if (ALWAYS.includes(name)) return true;
  if (name === 'memfd_create') return ((args[1] ?? 0) & MFD_CLOEXEC) !== 0;
  const flags = FLAGS[name];
  return flags !== undefined && ((args[flags] ?? 0) & O_CLOEXEC) !== 0;
}
