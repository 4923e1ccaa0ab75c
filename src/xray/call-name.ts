// What a program calls a system call, whatever the kernel of i386 calls it.

/** Each event of a long run asks for a name, and there are few. */
function remembered(make: (name: string) => string): (name: string) => string {
  const made = new Map<string, string>();
  return (name) => {
    let found = made.get(name);
    if (found === undefined) made.set(name, (found = make(name)));
    return found;
  };
}

/** Without what only says how wide its numbers are, or where it takes its arguments. */
export const plainName = remembered((name) => name.replace(/^_new|(?:_time64|64|32)$/g, '').replace(/^rt_/, ''));

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
export const manualName = remembered((name) => MANUAL[plainName(name)] ?? plainName(name));
