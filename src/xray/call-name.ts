// What a program calls a system call, whatever the kernel of i386 calls it.

/** Without what only says how wide its numbers are, or where it takes its arguments. */
export function plainName(name: string): string {
  return name.replace(/^_new|(?:_time64|64|32)$/g, '').replace(/^rt_/, '');
}

const MANUAL: Readonly<Record<string, string>> = {
  openat: 'open',
  pipe2: 'pipe',
  accept4: 'accept',
  dup3: 'dup2',
  wait4: 'wait',
  waitpid: 'wait',
  semtimedop: 'semop',
  mq_timedsend: 'mq_send',
  mq_timedreceive: 'mq_receive',
  clock_nanosleep: 'nanosleep',
  pselect6: 'select',
  ppoll: 'poll',
  exit_group: 'exit',
  sendto: 'send',
  recvfrom: 'recv',
};

/** By the name that its manual page has, or that of the page that explains it. */
export function manualName(name: string): string {
  const plain = plainName(name);
  return MANUAL[plain] ?? plain;
}
