// A run that fails as it is: where it lost the processor by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownSwitch } from '#explore/own-switch.js';
import { storyOf } from '#explore/story.js';
import type { Trace, TracedCall } from '#machine/trace.js';
import { call, CLONE, trace } from '../../support/traces.js';

const READ = 3;
const SCHED_YIELD = 158;
const UPDATE = 0x0804_8011;
const turn = (at: number, thread: number): Trace['turns'][number] => ({
  at,
  thread,
  address: 0xb000_0000,
  blocks: 0,
  calls: 0,
});

/** The first process leaves the processor in that call, and the second one executes the same code. */
function leftIn(number: number, address = UPDATE): Trace {
  const calls: TracedCall[] = [
    call(100, CLONE, { result: 7 }),
    call(250, number, { returned: 850, from: 0x0804_8012 }),
  ];
  const places = [
    { thread: 1, address: UPDATE, times: 1, at: [240] },
    { thread: 2, address, times: 1, at: [310] },
  ];
  return trace({ calls, places, turns: [turn(50, 1), turn(300, 2), turn(840, 1)] });
}

test('whoever gives the processor away where another one then is as well is told, with the line of both', () => {
  const run = leftIn(SCHED_YIELD);
  assert.equal(ownSwitch(run)?.at, 300);
  const told = storyOf(run, [], (address) => ({ file: 'p.c', line: address & 0xff, text: null }));
  assert.deepEqual(
    told.map(({ sentence }) => sentence),
    [
      'the first process executes line 17; the first process loses the processor in sched_yield in line 17; process 2 executes line 17; then the first process goes on in sched_yield in line 17',
    ],
  );
});

test('who waits for somebody, and what executes other code, is nothing to tell', () => {
  assert.equal(ownSwitch(leftIn(READ)), undefined);
  assert.equal(ownSwitch(leftIn(SCHED_YIELD, 0x0804_8020)), undefined);
  assert.deepEqual(
    storyOf(leftIn(READ), [], () => undefined),
    [],
  );
});
