// Runs as the kernel would tell them.
import type { ObjectReference, Recording } from '#xray/events.js';
import { Tape, use } from './tape.js';

export const PIPE: ObjectReference = { kind: 'pipe', id: 4711 };
const TERMINAL: ObjectReference = { kind: 'terminal', id: 5, name: '/dev/pts/0' };
const CAPACITY = 65536;

const readEnd = use(3, PIPE, 'read');
const writeEnd = use(4, PIPE, 'write');

/** Addresses in the program. */
export const READ_LINE = 0x8049100;

function withPipe(): Tape {
  return new Tape().starts(2, '/home/student/open-pipe').does(2, 'pipe', {}, 0, { uses: [readEnd, writeEnd] });
}

/** The child keeps the write end of the pipe that it reads, and waits for ever; the parent waits for the child. */
export function openPipe(): Recording {
  return withPipe()
    .forks(2, 3)
    .does(2, 'close', { args: [3], uses: [readEnd] })
    .does(2, 'write', { args: [4, 1, 8], uses: [writeEnd], bytes: 'hi there' }, 8, {
      content: { amount: 8, capacity: CAPACITY },
    })
    .does(2, 'close', { args: [4], uses: [writeEnd] })
    .call(2, 'wait4', { args: [-1] })
    .switch(2, 3)
    .ret(3)
    .does(3, 'read', { args: [3, 1, 64], uses: [readEnd], callers: [0xf7d00001, READ_LINE + 1] }, 8, {
      bytes: 'hi there',
      content: { amount: 0, capacity: CAPACITY },
    })
    .does(3, 'write', { args: [1, 1, 15], uses: [use(1, TERMINAL, 'both')], bytes: 'child: 8 bytes\n' }, 15)
    .call(3, 'read', { args: [3, 1, 64], uses: [readEnd], callers: [0xf7d00001, READ_LINE + 1] })
    .switch(3, 0).recording;
}

const UNCONNECTED: ObjectReference = { kind: 'socket', id: 31, name: 'tcp 0.0.0.0:0 > 0.0.0.0:0' };
const LISTENER: ObjectReference = { kind: 'socket', id: 30, name: 'tcp 127.0.0.1:5460 > 0.0.0.0:0' };

/** The two sockets of a connection, as the kernel calls them. */
export function tcpPair(id: number): [ObjectReference, ObjectReference] {
  return [
    { kind: 'socket', id, name: 'tcp 127.0.0.1:5460 > 127.0.0.1:45642' },
    { kind: 'socket', id: id + 1, name: 'tcp 127.0.0.1:45642 > 127.0.0.1:5460' },
  ];
}

/** A server answers one question of its client; then both wait for the other one. */
export function tcpTalk(): Recording {
  const [server] = tcpPair(32);
  const client = { ...UNCONNECTED, name: 'tcp 127.0.0.1:45642 > 127.0.0.1:5460' };
  const [ofServer, ofClient] = [use(4, server, 'both'), use(3, client, 'both')];
  return new Tape()
    .starts(2, '/home/student/server')
    .does(2, 'socket', {}, 3, { uses: [use(3, LISTENER, 'both')] })
    .starts(3, '/home/student/client')
    .does(3, 'socket', {}, 3, { uses: [use(3, UNCONNECTED, 'both')] })
    .does(3, 'connect', { args: [3], uses: [use(3, UNCONNECTED, 'both')] })
    .does(2, 'accept', { args: [3], uses: [use(3, LISTENER, 'both')] }, 4, { uses: [ofServer] })
    .does(3, 'write', { args: [3, 1, 8], uses: [ofClient], bytes: 'question' }, 8)
    .does(2, 'read', { args: [4, 1, 64], uses: [ofServer] }, 8, { bytes: 'question' })
    .does(2, 'write', { args: [4, 1, 6], uses: [ofServer], bytes: 'answer' }, 6)
    .does(3, 'read', { args: [3, 1, 64], uses: [ofClient] }, 6, { bytes: 'answer' })
    .call(2, 'read', { args: [4, 1, 64], uses: [ofServer] })
    .switch(2, 3)
    .call(3, 'read', { args: [3, 1, 64], uses: [ofClient] })
    .switch(3, 0).recording;
}

/** The open pipe as it is when a limit ends it: somebody outside kills both. */
export function killedOpenPipe(): Recording {
  const SIGKILL = 9;
  const tape = new Tape();
  tape.events.push(...openPipe().events);
  return tape
    .pause(3_000_000_000)
    .wakes(0, 2)
    .sends(0, SIGKILL, 2)
    .wakes(0, 3)
    .sends(0, SIGKILL, 3)
    .switch(0, 2, 'ready')
    .returns(2, 'wait4', -512)
    .delivers(2, SIGKILL, 'default')
    .ends(2, SIGKILL)
    .switch(2, 3, 'ended')
    .returns(3, 'read', -512)
    .delivers(3, SIGKILL, 'default')
    .ends(3, SIGKILL).recording;
}

/** The same with the write end closed in the child: it finds the end, and the parent its child. */
export function closedPipe(): Recording {
  return withPipe()
    .forks(2, 3)
    .does(2, 'close', { args: [3], uses: [readEnd] })
    .call(2, 'wait4', { args: [-1] })
    .switch(2, 3)
    .ret(3)
    .does(3, 'close', { args: [4], uses: [writeEnd] })
    .call(3, 'read', { args: [3, 1, 64], uses: [readEnd] })
    .switch(3, 0)
    .pause(50_000_000)
    .wakes(0, 2)
    .switch(0, 2)
    .ret(2, -4)
    .call(2, 'write', { args: [4, 1, 8], uses: [writeEnd], bytes: 'hi there' })
    .wakes(2, 3)
    .ret(2, 8, { content: { amount: 8, capacity: CAPACITY } })
    .call(2, 'close', { args: [4], uses: [writeEnd] })
    .ret(2)
    .call(2, 'wait4', { args: [-1] })
    .switch(2, 3)
    .ret(3, 8, { bytes: 'hi there', content: { amount: 0, capacity: CAPACITY } })
    .does(3, 'read', { args: [3, 1, 64], uses: [readEnd] }, 0)
    .exits(3)
    .wakes(3, 2)
    .switch(3, 2, 'ended')
    .ret(2, 3)
    .exits(2).recording;
}

/** A writer fills the pipe and waits; the reader takes a page and lets it go on. */
export function fullPipe(): Recording {
  return withPipe()
    .forks(2, 3)
    .does(2, 'close', { args: [3], uses: [readEnd] })
    .call(2, 'write', { args: [4, 1, 70000], uses: [writeEnd], bytes: 'x'.repeat(16) })
    .switch(2, 3)
    .ret(3)
    .call(3, 'read', { args: [3, 1, 4096], uses: [readEnd] })
    .wakes(3, 2)
    .ret(3, 4096, { bytes: 'x'.repeat(16), content: { amount: CAPACITY - 4096, capacity: CAPACITY } })
    .call(3, 'pause')
    .switch(3, 2)
    .ret(2, 70000, { content: { amount: 70000 - 4096, capacity: CAPACITY } }).recording;
}

const COUNTER: ObjectReference = { kind: 'file', id: 12, name: '/home/student/counter' };

/** Two children read a number from a file and write it one higher; the first is preempted in between. */
export function lostUpdate(): Recording {
  const file = use(3, COUNTER, 'both');
  const reads = (tape: Tape, who: number): Tape =>
    tape.does(who, 'pread64', { args: [3, 1, 4, 0], uses: [file] }, 4, { bytes: '\0\0\0\0' });
  const writes = (tape: Tape, who: number): Tape =>
    tape.does(who, 'pwrite64', { args: [3, 1, 4, 0], uses: [file], bytes: '\u0001\0\0\0' }, 4);
  const tape = new Tape()
    .starts(2, '/home/student/lost-update')
    .does(2, 'openat', { args: [-100, 1, 2], path: '/home/student/counter' }, 3, { uses: [file] })
    .forks(2, 3)
    .forks(2, 4)
    .call(2, 'wait4', { args: [-1] })
    .switch(2, 3)
    .ret(3);
  reads(tape, 3).preempts(4, 3).ret(4);
  writes(reads(tape, 4), 4).exits(4).switch(4, 3, 'ended');
  return writes(tape, 3).exits(3).wakes(3, 2).switch(3, 2, 'ended').ret(2, 4).recording;
}

/** One sembuf after the other, as semop(2) gets them. */
function operation(index: number, change: number): string {
  return [index & 0xff, index >> 8, change & 0xff, (change >> 8) & 0xff, 0, 0]
    .map((byte) => String.fromCharCode(byte))
    .join('');
}

/** Each of so many philosophers takes the fork at the left, then waits for the one at the right. */
export function philosophers(count = 5): Recording {
  const forks: ObjectReference = { kind: 'semaphore-set', id: 0 };
  const take = (tape: Tape, who: number, index: number): Tape =>
    tape.call(who, 'semop', { args: [0, 1, 1], objects: [forks], bytes: operation(index, -1) });
  const tape = new Tape().starts(2, '/home/student/philosophers').does(2, 'semget', { objects: [] }, 0);
  for (let n = 0; n < count; n++) tape.forks(2, 3 + n);
  tape.call(2, 'wait4', { args: [-1] }).switch(2, 3);
  for (let n = 0; n < count; n++) {
    take(tape.ret(3 + n), 3 + n, n)
      .ret(3 + n)
      .call(3 + n, 'sched_yield')
      .switch(3 + n, 3 + ((n + 1) % count), 'ready');
  }
  for (let n = 0; n < count; n++)
    take(tape.ret(3 + n), 3 + n, (n + 1) % count).switch(3 + n, n + 1 < count ? 4 + n : 0);
  return tape.recording;
}

const SIGUSR1 = 10;

/** The parent sends a signal to its child, which has a handler for it and waits in pause. */
export function handledSignal(): Recording {
  return new Tape()
    .starts(2, '/home/student/handler')
    .forks(2, 3)
    .call(2, 'clock_nanosleep')
    .switch(2, 3)
    .ret(3)
    .does(3, 'rt_sigaction', { args: [SIGUSR1, 1, 0] })
    .call(3, 'pause')
    .switch(3, 0)
    .pause(1_000_000_000)
    .wakes(0, 2)
    .switch(0, 2)
    .ret(2)
    .call(2, 'kill', { args: [3, SIGUSR1] })
    .sends(2, SIGUSR1, 3)
    .wakes(2, 3)
    .ret(2)
    .call(2, 'wait4', { args: [-1] })
    .switch(2, 3)
    .ret(3, -514)
    .delivers(3, SIGUSR1, 0x8049200)
    .exits(3)
    .wakes(3, 2)
    .switch(3, 2, 'ended')
    .ret(2, 3).recording;
}

const FUTEX_WAIT = 0;
const FUTEX_WAKE = 1;

/** Threads wait on one futex until the last of them comes and wakes the others. */
export function barrier(threads = 3): Recording {
  const futex: ObjectReference = { kind: 'futex', id: 77 };
  const tape = new Tape().starts(2, '/home/student/barrier');
  const ids = Array.from({ length: threads - 1 }, (_, n) => 3 + n);
  for (const id of ids) tape.startsThread(2, id);
  let running = 2;
  for (const id of ids) {
    tape.switch(running, id, running === 2 ? 'ready' : 'waits');
    tape.call(id, 'futex_time64', { args: [1, FUTEX_WAIT, 0], objects: [futex], process: 2 });
    running = id;
  }
  tape.switch(running, 2).call(2, 'futex_time64', { args: [1, FUTEX_WAKE, 0x7fffffff], objects: [futex] });
  for (const id of ids) tape.wakes(2, id);
  tape.ret(2, ids.length);
  running = 2;
  for (const id of ids) {
    tape.switch(running, id, running === 2 ? 'ready' : 'ended').ret(id);
    running = id;
  }
  return tape.recording;
}

/** Two threads hand bytes to and fro, so often that it becomes so many events. */
export function pingPong(events: number): Recording {
  return playPingPong(events).recording;
}

/** The same, until both wait for the other one. */
export function stalledPingPong(events: number): Recording {
  return playPingPong(events)
    .call(2, 'read', { args: [5, 1, 4], uses: [HERE.read] })
    .switch(2, 3)
    .switch(3, 0).recording;
}

const BACK: ObjectReference = { kind: 'pipe', id: 4712 };
const THERE = { read: use(3, PIPE, 'read'), write: use(4, PIPE, 'write') };
const HERE = { read: use(5, BACK, 'read'), write: use(6, BACK, 'write') };

function playPingPong(events: number): Tape {
  const tape = new Tape()
    .starts(2, '/home/student/ping-pong')
    .does(2, 'pipe', {}, 0, { uses: [THERE.read, THERE.write] })
    .does(2, 'pipe', {}, 0, { uses: [HERE.read, HERE.write] })
    .forks(2, 3);
  const turn = (who: number, other: number, ends: typeof THERE, answer: typeof THERE): void => {
    tape
      .call(who, 'write', { args: [ends.write.descriptor, 1, 4], uses: [ends.write], bytes: 'ball' })
      .ret(who, 4, { content: { amount: 4, capacity: CAPACITY } })
      .call(who, 'read', { args: [answer.read.descriptor, 1, 4], uses: [answer.read] })
      .switch(who, other)
      .ret(other, 4, { bytes: 'ball', content: { amount: 0, capacity: CAPACITY } })
      .wakes(other, who)
      .pause(20_000);
  };
  tape.call(3, 'read', { args: [3, 1, 4], uses: [THERE.read] });
  while (tape.events.length < events) {
    turn(2, 3, THERE, HERE);
    turn(3, 2, HERE, THERE);
  }
  return tape;
}
