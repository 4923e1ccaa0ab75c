import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enemiesOf, isEnemy, leapsOf } from '#explore/enemies.js';
import { call, CLONE, GETPID, trace, WRITE } from '../../support/traces.js';

const READ = 3;
const POLL = 168;
const FUTEX = 240;
const SIGACTION = 174;
const NANOSLEEP = 162;
const clone = call(100, CLONE, { result: 7, returned: 110 });
/** The second process runs from 300 to 800; what begins before and comes back after that has waited. */
const waiting = { returned: 850 };
const installs = (restarts: boolean): ReturnType<typeof call> =>
  call(60, SIGACTION, { handler: { address: 0x0804_8000, restarts } });

test('who sleeps wakes up wherever others could lose the processor meanwhile', () => {
  const sleep = call(200, NANOSLEEP, { sleeps: 1000, ...waiting });
  const others = [call(310, WRITE, { thread: 2 }), call(320, GETPID, { thread: 2 })];
  const calls = [clone, sleep, ...others, call(860, WRITE)];
  assert.deepEqual(enemiesOf(trace({ calls }), ['time']), [{ at: 310, leap: 1020 }]);
  const long = call(200, NANOSLEEP, { sleeps: 60_000, ...waiting });
  assert.deepEqual(enemiesOf(trace({ calls: [clone, long, ...others] }), ['time']), []);
});

test('a call that waits is interrupted where there is a handler that does not restart it', () => {
  const eintr = (...calls: ReturnType<typeof call>[]): number[] =>
    enemiesOf(trace({ calls }), ['EINTR']).map(({ at }) => at);
  const read = call(200, READ, waiting);
  assert.deepEqual(eintr(installs(false), clone, read), [200]);
  assert.deepEqual(eintr(clone, read), []);
  assert.deepEqual(eintr(installs(true), clone, read), []);
  assert.deepEqual(eintr(installs(true), clone, call(200, POLL, waiting)), [200]);
  assert.deepEqual(eintr(installs(false), clone, call(200, READ, { returned: 210 })), []);
  assert.deepEqual(eintr(installs(false), clone, call(200, WRITE, waiting)), []);
});

test('of a futex only waiting is interrupted, and a semaphore only where something is taken from it', () => {
  const eintr = (one: ReturnType<typeof call>): number =>
    enemiesOf(trace({ calls: [installs(false), clone, one] }), ['EINTR']).length;
  const IPC = 117;
  assert.equal(eintr(call(200, FUTEX, { ...waiting, arguments: [0, 128, 0, 0, 0] })), 1);
  assert.equal(eintr(call(200, FUTEX, { ...waiting, arguments: [0, 129, 0, 0, 0] })), 0);
  assert.equal(eintr(call(200, IPC, { ...waiting, arguments: [1, 0, 1, 0, 0] })), 1);
  assert.equal(
    eintr(
      call(200, IPC, {
        ...waiting,
        arguments: [1, 0, 1, 0, 0],
        semaphores: { set: 0, changes: [{ semaphore: 0, by: 1 }] },
      }),
    ),
    0,
  );
});

test('a handler of another process that was installed after the fork is none of its own', () => {
  const calls = [clone, call(310, SIGACTION, { thread: 2, handler: { address: 0x0804_8000, restarts: false } })];
  assert.deepEqual(enemiesOf(trace({ calls: [...calls, call(200, READ, waiting)] }), ['EINTR']), []);
});

test('any process but the first is killed before each of its calls that others can notice', () => {
  const calls = [clone, call(200, WRITE), call(310, WRITE, { thread: 2 }), call(320, GETPID, { thread: 2 })];
  assert.deepEqual(enemiesOf(trace({ calls }), ['kill']), [{ at: 310, fault: 'kill' }]);
});

test('an enemy is told from a preemption, and how much time it takes', () => {
  const preemptions = [{ at: 1 }, { at: 2, leap: 1020 }, { at: 3, fault: 'kill' as const }];
  assert.deepEqual(preemptions.map(isEnemy), [false, true, true]);
  assert.equal(leapsOf(preemptions), 1020);
});
