// From the agent's lines to sentences, on facts as they were recorded in the guest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '#facts/explain/explain.js';
import { decodeEvidence } from '#facts/parse/message.js';
import { factsOf, processOf } from '../../support/facts.js';

function evidence(text: string): NonNullable<ReturnType<typeof decodeEvidence>> {
  const found = decodeEvidence(`machine i386\n${text.replace(/^\n+|\n+$/g, '')}\n`);
  assert.ok(found);
  return found;
}

const sentences = (text: string): readonly string[] => explain(evidence(text));

const OPEN_PIPE = `
space 16384 16777216 9 4096
process 2 0 S as-printed
cwd 2 /home/student
thread 2 2 S do_wait 114 0xffffffff 0xbf8a9e5c 0x0 0x0 0x0 0x0
fd 2 0 0100000 /dev/null
fd 2 1 01 pipe:[281]
fd 2 3 0 pipe:[283]
descriptors 2 3
process 3 2 S as-printed
cwd 3 /home/student
thread 3 3 S pipe_read 3 0x3 0xbf8a9e1c 0x40 0x0 0x0 0x0
fd 3 1 01 pipe:[281]
fd 3 4 01 pipe:[283]
fd 3 3 0 pipe:[283]
descriptors 3 3
`;

test('facts become data', () => {
  const { processes, space, more } = evidence(OPEN_PIPE);
  assert.deepEqual(
    processes.map(({ pid, parent, name, directory }) => [pid, parent, name, directory]),
    [
      [2, 0, 'as-printed', '/home/student'],
      [3, 2, 'as-printed', '/home/student'],
    ],
  );
  assert.deepEqual(processes[1]?.threads[0]?.call, {
    name: 'read',
    arguments: [3, 0xbf8a9e1c, 64, 0, 0, 0],
    operand: null,
  });
  assert.deepEqual(processes[1].descriptors, [
    { number: 1, access: 1, target: 'pipe:[281]' },
    { number: 3, access: 0, target: 'pipe:[283]' },
    { number: 4, access: 1, target: 'pipe:[283]' },
  ]);
  assert.deepEqual(space, { bytes: 16384, maxBytes: 16_777_216, inodes: 9, maxInodes: 4096 });
  assert.deepEqual(more, {});
});

test('a reader that holds the write end itself', () => {
  assert.deepEqual(sentences(OPEN_PIPE), [
    'as-printed (2) waits in wait4 for its child as-printed (3) to end',
    'as-printed (3) waits in read on the pipe of descriptor 3, whose write end it holds itself on descriptor 4',
  ]);
});

test('several holders of the other end are all named, and outsiders are not invented', () => {
  const both = OPEN_PIPE.replace('fd 2 3 0 pipe:[283]', 'fd 2 5 01 pipe:[283]\nfd 2 6 02 pipe:[283]');
  assert.match(
    sentences(both)[1] ?? '',
    /whose write end as-printed \(2\) holds on descriptors 5 and 6 and it holds itself/,
  );
  const none = OPEN_PIPE.replace('fd 3 4 01 pipe:[283]\n', '');
  assert.match(sentences(none)[1] ?? '', /descriptor 3, whose write end nobody here holds$/);
  const standard = none.replace('pipe_read 3 0x3', 'pipe_read 3 0x0').replace('fd 3 3 0', 'fd 3 0 0');
  assert.match(sentences(standard)[1] ?? '', /waits in read on its standard input$/);
});

const thread = (call: string, more = ''): string => `process 2 0 S a\ncwd 2 /tmp\nthread 2 2 S x ${call}\n${more}`;

test('a FIFO is named by its whole path', () => {
  const relative = thread('295 0xffffff9c 0x1 0x1 0x0 0x0 0x0', 'memory 2 2 0x1 6669666f31');
  assert.deepEqual(sentences(relative), ['a (2) waits in open for somebody to read the FIFO /tmp/fifo1']);
  const absolute = thread('5 0x1 0x0 0x0 0x0 0x0 0x0', 'memory 2 2 0x1 2f78');
  assert.deepEqual(sentences(absolute), ['a (2) waits in open for somebody to write to the FIFO /x']);
});

const SET = 'semaphore-set 4 0x0 2\nsemaphore 4 0 1 0 0\nsemaphore 4 1 2 1 0\n';

test('of several semaphore operations the one that cannot be done is named', () => {
  // Semaphore 0 by -1, which would do; semaphore 1 by -3.
  const operations = 'memory 2 2 0x9 0000ffff00000100fdff0000';
  assert.deepEqual(sentences(SET + thread('420 0x4 0x9 0x2 0x0 0x0 0x0', operations)), [
    'a (2) waits in semop for semaphore 1 of set 4, which is 2 and would have to be 3',
  ]);
  const multiplexed = thread('117 0x1 0x4 0x1 0x0 0x9 0x0', 'memory 2 2 0x9 010000000000');
  assert.deepEqual(sentences(SET + multiplexed), [
    'a (2) waits in semop for semaphore 1 of set 4 to become 0; it is 2',
  ]);
});

test('message queues are full, empty, or have nothing of the type', () => {
  const queue = (bytes: number, messages: number): string => `message-queue 3 0x0 ${messages} ${bytes} 16384\n`;
  const send = thread('400 0x3 0x0 0x64 0x0 0x0 0x0');
  assert.deepEqual(sentences(queue(16_384, 16) + send), [
    'a (2) waits in msgsnd on queue 3, which is full (16384 bytes)',
  ]);
  assert.match(sentences(queue(16_300, 16) + send)[0] ?? '', /full \(16300 of 16384 bytes, and the message has 100\)$/);
  const receive = thread('117 0x1000c 0x3 0x8 0x0 0x9 0x5', 'memory 2 2 0x9 0000000005000000');
  assert.match(sentences(queue(0, 0) + receive)[0] ?? '', /waits in msgrcv on queue 3, which is empty$/);
  assert.match(sentences(queue(8, 1) + receive)[0] ?? '', /which has 1 message, none of type 5$/);
});

test('a child that nobody waited for is told with its parent; what the agent is to wait for is not', () => {
  assert.deepEqual(sentences('process 13 0 S parent\nthread 13 13 S x 29\nprocess 14 13 Z child'), [
    'parent (13) waits in pause for a signal',
    'child (14) has ended and its parent parent (13) has not waited for it',
  ]);
  assert.deepEqual(sentences('process 14 0 Z child'), []);
});

test('what was left behind is told only when nobody uses it any more', () => {
  const objects = 'message-queue 3 0x1 2 16 16384\nobject 16 9 sem.gate\nobject 100 10 mem\nqueue 1 10 8192 jobs\n';
  assert.deepEqual(sentences(objects), [
    'left behind: message queue 3 (2 messages)',
    'left behind: POSIX message queue /jobs (1 message)',
    'left behind: POSIX semaphore /gate',
    'left behind: POSIX shared memory /mem (100 bytes)',
  ]);
  assert.equal(sentences(`${objects}process 2 0 S a\nthread 2 2 S x 29`).length, 1);
});

test('whatever a program wrote into a name or a path is shown and does not act', () => {
  const acting = '\u001b\u0085\u2028\u202e\ufeff';
  const shown = '\\x1b\\x85\\u2028\\u202e\\ufeff';
  const path = Buffer.from(acting).toString('hex');
  const lines = [
    ['process 2 0 S NAME\nthread 2 2 S x 29', 'pause'],
    [`process 2 0 S a\nthread 2 2 S x 5 0x1 0x0\nmemory 2 2 0x1 2f${path}`, 'the FIFO /'],
    ['process 2 0 S a\ncwd 2 /NAME\nthread 2 2 S x 5 0x1 0x0\nmemory 2 2 0x1 66', 'the FIFO /'],
    ['process 2 0 S a\nfd 2 3 0 /NAME\nthread 2 2 S x 3 0x3', 'on /'],
    ['process 2 0 S a\nfd 2 3 0 /NAME\nthread 2 2 S pipe_read 3 0x3', 'the FIFO /'],
    ['process 2 0 S a\nfd 2 3 0 /NAME\nthread 2 2 S x 143 0x3', 'a lock of /'],
    ['queue 1 10 8192 NAME\nprocess 2 0 S a\nfd 2 3 0 /NAME\nthread 2 2 S x 279 0x3', 'on queue /'],
    ['process 2 0 S a\nthread 2 2 S x 240 0x1\nmap 2 0x1 s 0 5 /dev/shm/sem.NAME', 'the POSIX semaphore /'],
    ['process 2 0 S a\nthread 2 2 S x 240 0x1\nmap 2 0x1 s 0 5 /dev/shm/NAME', 'the shared memory /'],
    ['process 2 0 S a\nthread 2 2 S x 240 0x1\nmap 2 0x1 s 0 5 /NAME', 'in /'],
    ['process 2 0 S a\nthread 2 2 S NAME 118 0x1', 'waits in fsync ('],
    ['process 2 0 S a\nthread 2 2 S NAME -', 'waits in the kernel ('],
    ['queue 1 10 8192 NAME', 'POSIX message queue /'],
    ['object 16 9 sem.NAME', 'POSIX semaphore /'],
    ['object 16 9 NAME', 'POSIX shared memory /'],
    ['more-NAME 3', 'left behind: 3 more '],
  ] as const;
  for (const [text, before] of lines) {
    const [sentence = ''] = sentences(text.replaceAll('NAME', acting));
    assert.ok(sentence.includes(before) && sentence.includes(shown), `${text}: ${JSON.stringify(sentence)}`);
    assert.doesNotMatch(sentence, /[\u0000-\u001f\u0080-\u009f\u2028\u202e\ufeff]/);
  }
});

test('a name that a program gave itself cannot reach a terminal', () => {
  const [sentence = ''] = sentences('process 2 0 S \\033[31m\\012\\134x\\040y\nthread 2 2 S x 29');
  assert.equal(sentence, '\\x1b[31m\\n\\x y (2) waits in pause for a signal');
});

test('threads that are not listed are counted', () => {
  const all = explain(factsOf({ processes: [processOf({ pid: 2, name: 'a', threadCount: 4 })] }));
  assert.deepEqual(all, ['a (2) waits in pause for a signal', 'a (2) has 3 other threads']);
});

test('who reads for the lab is not told of, other than programs that open what it reads, nor where a sanitizer ended one', () => {
  const told = sentences(`
process 9 0 S sh
cwd 9 /run/lab/keeper
thread 9 9 S do_poll 168 0xbf8a9e1c 0x1 0xffffffff 0x0 0x0 0x0
fd 9 3 01 /run/lab/reports
descriptors 9 1
process 12 9 S cat
cwd 12 /run/lab/keeper
thread 12 12 S fifo_read 3 0x3 0xbf8a9e1c 0x40 0x0 0x0 0x0
fd 12 3 0 /run/lab/reports
descriptors 12 1
process 14 0 S main
cwd 14 /tmp
thread 14 14 S hrtimer_nanosleep 162 0xbf8a9e1c 0x0 0x0 0x0 0x0 0x0
fd 14 3 0 /run/lab/reports
descriptors 14 1
`);
  assert.equal(told.length, 1);
  assert.match(told[0] ?? '', /^main \(14\) waits in /);
  const place = { file: '../../src/libsanitizer/posix.cpp', line: 1, function: 'Abort', within: 'abort', text: null };
  const crash = { pid: 4, name: 'main', signal: 'SIGABRT', place };
  assert.deepEqual(explain(factsOf({ crashes: [crash] })), []);
});
