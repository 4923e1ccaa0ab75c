// Numbers of the system calls that a process may wait in, by the machine's name in uname(2).
import { plainCallName, systemCallAt } from '#linux/system-calls.js';

/** Of those that a process may wait in: an agent that runs natively. */
const X86_64 =
  '0:read 1:write 2:open 3:close 7:poll 16:ioctl 17:pread64 18:pwrite64 19:readv 20:writev 23:select ' +
  '34:pause 35:nanosleep 40:sendfile 42:connect 43:accept 44:sendto 45:recvfrom 46:sendmsg 47:recvmsg ' +
  '56:clone 57:fork 58:vfork 59:execve 61:wait4 65:semop 69:msgsnd 70:msgrcv 72:fcntl 73:flock 74:fsync ' +
  '101:ptrace 128:rt_sigtimedwait 130:rt_sigsuspend 202:futex 219:restart_syscall 220:semtimedop ' +
  '230:clock_nanosleep 231:exit_group 232:epoll_wait 242:mq_timedsend 243:mq_timedreceive 247:waitid ' +
  '257:openat 270:pselect6 271:ppoll 275:splice 276:tee 281:epoll_pwait 288:accept4 299:recvmmsg 435:clone3 ' +
  '441:epoll_pwait2';

const X86_64_NAMES = parse(X86_64);

const NAMES: Readonly<Record<string, (number: number) => string | undefined>> = {
  i386: systemCallAt,
  x86_64: (number) => X86_64_NAMES.get(number),
};

/** @returns the call's name without what only says how wide its times are; `call N` for one that is not in the table */
export function systemCallName(machine: string, number: number): string {
  return plainCallName(NAMES[machine]?.(number) ?? `call ${number}`);
}

function parse(text: string): ReadonlyMap<number, string> {
  return new Map(
    text.split(' ').map((entry) => {
      const [number = '', name = ''] = entry.split(':');
      return [Number(number), name] as const;
    }),
  );
}
