import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storyOf, type LineOf, type Step } from '#explore/story.js';
import type { Preemption } from '#machine/schedule.js';
import { call, CLONE, trace, WRITE } from '../../support/traces.js';

const NANOSLEEP = 162;
const IPC = 117;
const SOCKETCALL = 102;
const sentences = (steps: readonly Step[]): string[] => steps.map(({ sentence }) => sentence);
const lineOf: LineOf = (address) => ({ file: 'p.c', line: address & 0xff, text: `text of ${address & 0xff}` });

test('a preemption is told: who, where, what the other did, and with what the first goes on', () => {
  const told = storyOf(
    trace({
      calls: [
        call(100, CLONE, { result: 7 }),
        call(310, WRITE, { thread: 2, from: 0x0804_8015, arguments: [3, 0, 0, 0, 0] }),
      ],
      places: [
        { thread: 2, address: 0x0804_8012, times: 1, at: [305] },
        { thread: 1, address: 0x0804_8008, times: 1, at: [410] },
        { thread: 1, address: 0x0804_8030, times: 1, at: [510] },
      ],
      turns: [
        { at: 50, thread: 1, address: 0x0804_8001, blocks: 0, calls: 0 },
        { at: 300, thread: 2, address: 0x0804_8011, blocks: 0, calls: 0 },
        { at: 400, thread: 1, address: 0x0804_8007, blocks: 3, calls: 1 },
        { at: 450, thread: 2, address: 0x0804_8014, blocks: 3, calls: 1 },
        { at: 500, thread: 1, address: 0x0804_8009, blocks: 3, calls: 1 },
      ],
    }),
    [{ at: 250 }],
    lineOf,
  );
  assert.deepEqual(told[0]?.line, { file: 'p.c', line: 7, text: 'text of 7' });
  assert.deepEqual(sentences(told), [
    'the first process loses the processor in line 7 (text of 7); process 2 executes line 18 and calls write(3) in line 20; then the first process goes on where it was and executes line 8',
  ]);
});

test('of several files each line is told with its file', () => {
  const fileOf: LineOf = (address) => ({
    file: (address & 0xff) < 16 ? 'a.c' : 'b.c',
    line: address & 0xff,
    text: null,
  });
  const told = storyOf(
    trace({
      calls: [
        call(100, CLONE, { result: 7 }),
        call(310, WRITE, { thread: 2, from: 0x0804_8015, arguments: [3, 0, 0, 0, 0] }),
      ],
      places: [
        { thread: 2, address: 0x0804_8009, times: 1, at: [304] },
        { thread: 2, address: 0x0804_8012, times: 1, at: [305] },
        { thread: 2, address: 0x0804_8014, times: 1, at: [306] },
        { thread: 1, address: 0x0804_8008, times: 1, at: [250] },
      ],
    }),
    [{ at: 250 }],
    fileOf,
  );
  assert.match(
    told[0]?.sentence ?? '',
    /^the first process loses the processor before a\.c:8; process 2 executes a\.c:9 and b\.c:18 to 20 and calls write\(3\) in b\.c:20; /,
  );
});

test('an enemy is told by what it does to whom', () => {
  const calls = [
    call(100, CLONE, { result: 7 }),
    call(200, NANOSLEEP, { sleeps: 1000, returned: 850, from: 0x0804_8009 }),
    call(310, WRITE, { thread: 2, from: 0x0804_8015, arguments: [3, 0, 0, 0, 0] }),
  ];
  const step = (one: Preemption): Step | undefined => storyOf(trace({ calls }), [one], lineOf)[0];
  const told = (one: Preemption): string | undefined => step(one)?.sentence;
  assert.equal(step({ at: 310, fault: 'kill' })?.line?.line, 20);
  assert.equal(step({ at: 310, leap: 1020 })?.line?.line, 8);
  assert.equal(told({ at: 310, fault: 'kill' }), 'process 2 is killed before it calls write(3) in line 20');
  assert.equal(told({ at: 310, fault: 'EINTR' }), 'process 2 is interrupted by a signal in write(3) in line 20');
  assert.equal(
    told({ at: 310, leap: 1020 }),
    'the first process wakes up from nanosleep in line 8 before others have done anything more',
  );
});

test('a call that stands for many is told by the function that it is', () => {
  const semop = { thread: 2, arguments: [1, 0, 0, 0, 0] };
  const told = storyOf(
    trace({ calls: [call(100, CLONE, { result: 7 }), call(310, IPC, semop), call(320, SOCKETCALL, semop)] }),
    [{ at: 250 }],
    lineOf,
  );
  assert.match(told[0]?.sentence ?? '', /; process 2 calls semop and socket; /);
});

test('a preemption that changes nothing says so, and so does one after which somebody never runs again', () => {
  const alone = trace({ turns: [{ at: 50, thread: 1, address: 0x0804_8001, blocks: 0, calls: 0 }] });
  assert.match(storyOf(alone, [{ at: 250 }], lineOf)[0]?.sentence ?? '', /nobody else of the program takes it$/);
  assert.match(
    storyOf(trace(), [{ at: 250 }], lineOf)[0]?.sentence ?? '',
    /; the first process does not get it again$/,
  );
});
