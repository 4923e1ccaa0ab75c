// Numbers of the system calls that a process may wait in, by the machine's name in uname(2).
const I386 =
  '0:restart_syscall 2:fork 3:read 4:write 5:open 6:close 7:waitpid 11:execve 26:ptrace 29:pause 54:ioctl ' +
  '55:fcntl 72:sigsuspend 82:select 102:socketcall 114:wait4 117:ipc 118:fsync 120:clone 142:_newselect ' +
  '143:flock 145:readv 146:writev 162:nanosleep 168:poll 177:rt_sigtimedwait 179:rt_sigsuspend 180:pread64 ' +
  '181:pwrite64 187:sendfile 190:vfork 221:fcntl64 239:sendfile64 240:futex 252:exit_group 256:epoll_wait ' +
  '267:clock_nanosleep 279:mq_timedsend 280:mq_timedreceive 284:waitid 295:openat 308:pselect6 309:ppoll ' +
  '313:splice 315:tee 319:epoll_pwait 337:recvmmsg 362:connect 364:accept4 369:sendto 370:sendmsg ' +
  '371:recvfrom 372:recvmsg 400:msgsnd 401:msgrcv 407:clock_nanosleep_time64 413:pselect6_time64 ' +
  '414:ppoll_time64 417:recvmmsg_time64 418:mq_timedsend_time64 419:mq_timedreceive_time64 ' +
  '420:semtimedop_time64 421:rt_sigtimedwait_time64 422:futex_time64 435:clone3 441:epoll_pwait2';

const X86_64 =
  '0:read 1:write 2:open 3:close 7:poll 16:ioctl 17:pread64 18:pwrite64 19:readv 20:writev 23:select ' +
  '34:pause 35:nanosleep 40:sendfile 42:connect 43:accept 44:sendto 45:recvfrom 46:sendmsg 47:recvmsg ' +
  '56:clone 57:fork 58:vfork 59:execve 61:wait4 65:semop 69:msgsnd 70:msgrcv 72:fcntl 73:flock 74:fsync ' +
  '101:ptrace 128:rt_sigtimedwait 130:rt_sigsuspend 202:futex 219:restart_syscall 220:semtimedop ' +
  '230:clock_nanosleep 231:exit_group 232:epoll_wait 242:mq_timedsend 243:mq_timedreceive 247:waitid ' +
  '257:openat 270:pselect6 271:ppoll 275:splice 276:tee 281:epoll_pwait 288:accept4 299:recvmmsg 435:clone3 ' +
  '441:epoll_pwait2';

const TABLES: Readonly<Record<string, ReadonlyMap<number, string>>> = { i386: parse(I386), x86_64: parse(X86_64) };

/** @returns the call's name without what only says how wide its times are; `call N` for one that is not in the table */
export function systemCallName(machine: string, number: number): string {
  const name = TABLES[machine]?.get(number) ?? `call ${number}`;
  return name.replace(/^_new|(?:_time64|64)$/g, '');
}

function parse(text: string): ReadonlyMap<number, string> {
  return new Map(
    text.split(' ').map((entry) => {
      const [number = '', name = ''] = entry.split(':');
      return [Number(number), name] as const;
    }),
  );
}
