// Lines as the agent writes them; what comes in messages is tested in facts/parse.test.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEvidence } from '#facts/parse/evidence.js';
import type { Facts } from '#facts/types.js';

function parse(...lines: string[]): Facts {
  return parseEvidence(`${['machine i386', ...lines].join('\n')}\n`, (line) => {
    throw new Error(`refused: ${line}`);
  });
}

test('objects of System V and of POSIX, and the space', () => {
  const facts = parse(
    'message-queue 1 0x2 3 4 5',
    'semaphore-set 6 0 2',
    'semaphore 6 0 1 2 3',
    'shared-memory 7 8 4096 1',
    'queue 1 10 8192 q',
    'object 32 99 sem.s',
    'space 1 2 3 4',
    'more 5',
    'more-message-queues 6',
    'truncated',
  );
  assert.deepEqual(facts, {
    processes: [],
    messageQueues: [{ id: 1, key: 2, messages: 3, bytes: 4, maxBytes: 5 }],
    semaphoreSets: [{ id: 6, key: 0, count: 2, semaphores: [{ value: 1, waitForMore: 2, waitForZero: 3 }] }],
    sharedMemory: [{ id: 7, key: 8, size: 4096, attached: 1 }],
    queues: [{ name: 'q', messages: 1, maxMessages: 10, messageSize: 8192 }],
    objects: [{ name: 'sem.s', size: 32, inode: 99 }],
    space: { bytes: 1, maxBytes: 2, inodes: 3, maxInodes: 4 },
    more: { processes: 5, 'message-queues': 6, lines: 1 },
  });
});

test('a process has its descriptors by number, and its thread what it waits for', () => {
  const [process] = parse(
    'process 2 1 S a\\040b',
    'cwd 2 /tmp',
    'thread 2 2 S futex_wait 240 0x10',
    'memory 2 2 0x10 01000000',
    'map 2 16 s 0 99 /dev/shm/m',
    'fd 2 4 01 pipe:[7]',
    'fd 2 3 - /x',
  ).processes;
  assert.deepEqual(process, {
    pid: 2,
    parent: 1,
    state: 'S',
    name: 'a b',
    directory: '/tmp',
    threadCount: 1,
    threads: [
      {
        id: 2,
        state: 'S',
        wait: 'futex_wait',
        call: { name: 'futex', arguments: [16], operand: { kind: 'word', value: 1 } },
        mapping: { address: 16, shared: true, offset: 0, inode: 99, path: '/dev/shm/m' },
      },
    ],
    descriptorCount: 2,
    descriptors: [
      { number: 3, access: 0, target: '/x' },
      { number: 4, access: 1, target: 'pipe:[7]' },
    ],
  });
});

test('sockets have addresses, and an epoll descriptor others that it watches', () => {
  const facts = parse(
    'process 2 1 S a',
    'socket 7 tcp 1 00000000:1388 00000000:0000',
    'socket 8 unix 0 /tmp/a\\040b -',
    'thread 2 2 S ep_poll 256 0x3 0x10 0x1 0xffffffff 0x0 0x0',
    'watches 2 2 6 4',
  );
  assert.deepEqual(facts.sockets, [
    { inode: 7, kind: 'tcp', listens: true, local: '0.0.0.0:5000', remote: null },
    { inode: 8, kind: 'unix', listens: false, local: '/tmp/a b', remote: null },
  ]);
  const operand = { kind: 'descriptors', descriptors: [4, 6] };
  assert.deepEqual(facts.processes[0]?.threads[0]?.call?.operand, operand);
});

test('a thread has descriptors of its own beside those of its process', () => {
  const [process] = parse(
    'process 2 1 S a',
    'fd 2 3 00 pipe:[7]',
    'thread-fd 2 5 3 01 pipe:[7]',
    'descriptors 2 2',
  ).processes;
  assert.deepEqual(process?.descriptors, [
    { number: 3, access: 0, target: 'pipe:[7]' },
    { number: 3, access: 1, target: 'pipe:[7]', thread: 5 },
  ]);
});

test('of threads and descriptors that are not listed the number is known', () => {
  const [process] = parse(
    'process 2 1 S a',
    'thread 2 2 S - -',
    'fd 2 3 0 /x',
    'threads 2 200',
    'descriptors 2 100',
  ).processes;
  assert.deepEqual([process?.threads.length, process?.threadCount], [1, 200]);
  assert.deepEqual([process?.descriptors.length, process?.descriptorCount], [1, 100]);
});

test('bytes that are written as octal numbers are UTF-8 together', () => {
  assert.equal(parse('process 2 1 S \\303\\244').processes[0]?.name, 'ä');
});

test('a line that is none is handed to who refuses it, whole', () => {
  for (const line of [
    'novel 1',
    'process x 1 S a',
    'process 2 1 S',
    'fd 9 1 0 /x',
    'threads 9 1',
    'thread-fd 9 9 1 0 /x',
    'socket 7 tcp 1 x 00000000:0000',
    'socket 7 raw 1 00000000:0000 00000000:0000',
    'watches 9 9 1',
    'semaphore 9 0 1 2 3',
  ])
    assert.throws(() => parse(line), { message: `refused: ${line}` });
});
