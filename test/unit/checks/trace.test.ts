import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCalls, parseTrace } from '#checks/trace.js';

const START = `9     execve("/run/lab/tracer", [...], 0xbff39a10 /* 6 vars */) = 0
9     openat(AT_FDCWD, "/lib/i386-linux-gnu/libc.so.6", O_RDONLY|O_LARGEFILE|O_CLOEXEC) = 3
9     execve(0xbfb92f72, 0xbfb91e88, 0xbfb91e90) = 0
9     openat(AT_FDCWD, "/etc/ld.so.cache", O_RDONLY|O_LARGEFILE|O_CLOEXEC) = -1 ENOENT (No such file or directory)
9     openat(AT_FDCWD, "/lib/i386-linux-gnu/libc.so.6", O_RDONLY|O_LARGEFILE|O_CLOEXEC) = 3
`;
const END = '9     +++ exited with 7 +++\n';

const BODY = `9     pipe2([...], 0)                   = 0
9     clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0xb7fbe5e8) = 14
9     read(3,  <unfinished ...>
14    write(4, ""..., 1)                = 1
9     <... read resumed>""..., 1)       = 1
14    +++ exited with 3 +++
9     wait4(-1, NULL, 0, NULL)          = 14
9     clone3({flags=CLONE_VM|CLONE_FS|CLONE_THREAD, child_tid=0xb7d94ba8}, 88) = 15
9     clone3({flags=CLONE_VM|CLONE_VFORK, exit_signal=SIGCHLD}, 88 <unfinished ...>
16    openat(AT_FDCWD, "file\\nwith a line end", O_RDONLY) = 3
9     <... clone3 resumed>)             = 16
9     clone(child_stack=NULL, flags=SIGCHLD) = -1 EAGAIN (Resource temporarily unavailable)
`;

test('calls, processes and threads are counted, and not those of the loader or of what starts the program', () => {
  const trace = parseTrace(START + BODY + END, false, false);
  assert.equal(trace.gap, undefined);
  const count = (name: string): number => countCalls(trace, name);
  assert.deepEqual(
    ['pipe', 'fork', 'pthread_create', 'read', 'write', 'wait', 'open', 'execve', 'semop'].map((name) => [
      name,
      count(name),
    ]),
    [
      ['pipe', 1],
      ['fork', 3],
      ['pthread_create', 1],
      ['read', 1],
      ['write', 1],
      ['wait', 1],
      ['open', 1],
      ['execve', 0],
      ['semop', 0],
    ],
  );
  assert.equal(trace.forks, 2);
});

test('a trace that does not tell everything says so', () => {
  assert.match(parseTrace(START + BODY, false, false).gap ?? '', /breaks off/);
  assert.match(parseTrace('', false, false).gap ?? '', /breaks off/);
  assert.match(parseTrace(START + BODY + END, true, false).gap ?? '', /too many/);
  const hidden = '9     clone(child_stack=NULL, flags=CLONE_UNTRACED|SIGCHLD) = 14\n';
  assert.match(parseTrace(START + hidden + END, false, false).gap ?? '', /cannot be traced/);
});

test('the trace of a program that was ended from outside has no end', () => {
  assert.equal(parseTrace(START + BODY, false, true).gap, undefined);
});

test('what a program prints into a name is no line of the trace', () => {
  const forged = '9     openat(AT_FDCWD, "x\\n9     fork() = 5", O_RDONLY) = -1 ENOENT (No such file or directory)\n';
  const trace = parseTrace(START + forged + END, false, false);
  assert.deepEqual([trace.forks, countCalls(trace, 'fork'), countCalls(trace, 'open')], [0, 0, 1]);
});
