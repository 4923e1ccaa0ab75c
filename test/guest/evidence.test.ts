// What is told of a program that waits for ever, and of what it leaves behind.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { explainAll } from '#facts/explain/explain.js';
import { allBlocked } from '#facts/processes.js';
import { CONTAINER_LIMITS, STUDENT_LIMITS } from '#protocol/limits.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { compileFixture } from '../support/fixtures.js';

const WAITS = '/home/student/waits';

const image = await openImage();

/** With the virtual clock: however busy this computer is, a program comes as far as it does within its limit. */
let machine: Machine;
let waits: Uint8Array<ArrayBuffer>;
before(async () => {
  machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
  await using box = await machine.open();
  waits = await box.get(await compileFixture(box, 'waits'));
});
after(() => machine[Symbol.asyncDispose]());

/** A container with the program that waits. */
async function openBox(limits = CONTAINER_LIMITS): Promise<RemoteContainer> {
  const box = await machine.open({ limits });
  await box.put({ path: WAITS, mode: 0o755 }, waits);
  return box;
}

const SENTENCES: Readonly<Record<string, readonly RegExp[]>> = {
  pipe: [
    /^waits \(3\) waits in wait(4|pid) for its child waits \(4\) to end$/,
    /^waits \(4\) waits in read on the pipe of descriptor 3, whose write end it holds itself on descriptor 4$/,
  ],
  'full-pipe': [
    /^waits \(3\) waits in write on the pipe of descriptor 4, which is full and whose read end it holds itself on descriptor 3$/,
  ],
  semaphore: [/^waits \(3\) waits in semop for semaphore 1 of set 0, which is 0$/],
  queue: [/^waits \(3\) waits in msgsnd on queue 0, which is full \(16384 bytes\)$/],
  type: [/^waits \(3\) waits in msgrcv on queue 0, which has 1 message, none of type 5$/],
  child: [
    /^waits \(3\) waits in pause for a signal$/,
    /^waits \(4\) has ended and its parent waits \(3\) has not waited for it$/,
  ],
  fifo: [/^waits \(3\) waits in open for somebody to read the FIFO \/tmp\/fifo1$/],
  gate: [/^waits \(3\) waits in futex for the POSIX semaphore \/gate$/],
  jobs: [/^waits \(3\) waits in mq_send on queue \/jobs, which is full \(2 messages\)$/],
  join: [
    /^waits \(3\) waits in futex for its thread 4 to end$/,
    /^waits \(3\), thread 4, waits in pause for a signal$/,
  ],
  outlive: [/^waits \(3\), thread 4, waits in pause for a signal$/],
  'own-table': [
    /^waits \(3\) waits in pause for a signal$/,
    /^waits \(3\), thread 4, waits in read on the pipe of descriptor 3, whose write end it holds itself on descriptor 4$/,
  ],
  busy: [/^waits \(3\) computes$/],
  spin: [
    /^waits \(3\) computes$/,
    /^waits \(4\) waits in read on the pipe of descriptor 3, whose write end waits \(3\) holds on descriptor 4 and it holds itself on descriptor 4$/,
  ],
  accept: [/^waits \(3\) waits in accept for somebody to connect to port 5000 \(descriptor 3\)$/],
  'accept-path': [/^waits \(3\) waits in accept for somebody to connect to \/tmp\/door \(descriptor 3\)$/],
  answer: [
    /^waits \(3\) waits in read on the socket of descriptor 4, connected to 127\.0\.0\.1:5000, whose other end waits \(4\) holds on descriptor 4$/,
    /^waits \(4\) waits in recv on the socket of descriptor 4, connected to 127\.0\.0\.1:\d+, whose other end waits \(3\) holds on descriptor 4$/,
  ],
  datagram: [/^waits \(3\) waits in recvfrom on the socket of descriptor 3, whose address is \[::1\]:5000$/],
  select: [/^waits \(3\) waits in select for descriptors 5 and 70$/],
  pselect: [/^waits \(3\) waits in pselect for descriptor 70$/],
  epoll: [/^waits \(3\) waits in epoll_wait for descriptors 4 and 6$/],
};

const COMPUTING = ['busy', 'spin'];

for (const [way, patterns] of Object.entries(SENTENCES)) {
  test(`evidence says where a program waits: ${way}`, async () => {
    await using box = await openBox();
    const { status } = await box.run({ argv: [WAITS, way], limits: { ...STUDENT_LIMITS, wall: 500 } });
    assert.equal(status.limit, 'wall');
    const sentences = explainAll([status.evidence]);
    for (const pattern of patterns)
      assert.ok(
        sentences.some((sentence) => pattern.test(sentence)),
        sentences.join('\n'),
      );
    assert.equal(status.evidence && allBlocked(status.evidence), !COMPUTING.includes(way));
  });
}

test('of a process with more threads than are listed the number is told, and not that all of them wait', async () => {
  await using box = await openBox({ ...CONTAINER_LIMITS, processes: 200 });
  const limits = { ...STUDENT_LIMITS, processes: 200, wall: 2000 };
  const { status } = await box.run({ argv: [WAITS, 'crowd'], limits });
  assert.ok(status.evidence);
  const [process] = status.evidence.processes;
  assert.deepEqual([process?.threads.length, process?.threadCount], [128, 150]);
  assert.equal(allBlocked(status.evidence), false);
  assert.ok(explainAll([status.evidence]).includes('waits (3) has 22 other threads'));
});

test('evidence can be asked for at any time, and names what was left behind', async () => {
  await using live = await launch(image);
  await using box = await live.open();
  const job = box.exec({ argv: ['sleep', '600'] }, () => undefined);
  await job.started;
  // It comes to its sleep when it is given a processor; until then it is something else.
  let seen = '';
  while (!seen.includes('sleep (3) waits in nanosleep for some time to pass'))
    seen = explainAll([await box.evidence()]).join('\n');
  await job.signal('SIGKILL');
  await job.exited;
  await box.run({ argv: ['sh', '-c', 'ipcmk -Q; ipcmk -S 3; ipcmk -M 5000; echo x > /dev/shm/object'] });
  assert.deepEqual(explainAll([await box.evidence()]), [
    'left behind: message queue 0 (0 messages)',
    'left behind: semaphore set 0 (3 semaphores)',
    'left behind: shared memory segment 0 (5000 bytes)',
    'left behind: POSIX shared memory /object (2 bytes)',
  ]);
});

/** What the guest executes for evidence of a few processes is a tenth of it; to tell all of these would take three times as much and more. */
const MOST_INSTRUCTIONS = 50e6;

for (const hoard of ['descriptors', 'mappings']) {
  test(`evidence takes no longer than it may, whatever there is: ${hoard}`, async () => {
    await using hoarding = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
    await using box = await hoarding.open();
    const program = await compileFixture(box, 'hoards');
    await hoarding.attend();
    await new Promise<void>((isReady) => {
      box.exec({ argv: [program, hoard] }, () => {
        isReady();
      });
    });
    const before = await hoarding.account();
    const evidence = await box.evidence();
    const { instructions } = await hoarding.account();
    assert.ok(evidence);
    const executed = instructions - before.instructions;
    assert.ok(executed < MOST_INSTRUCTIONS, `${executed} instructions`);
  });
}
