import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aliveOf, allBlocked, anyBusy, breaksOff, unlisted, unlistedThreads, zombiesOf } from '#facts/processes.js';
import type { Process } from '#facts/types.js';
import { factsOf, processOf } from '../../support/facts.js';

const waiting = processOf({ pid: 2 });
const computing = processOf({ pid: 3, state: 'R', call: null });
const stopped = processOf({ pid: 4, state: 'T', call: null });
const ended = processOf({ pid: 5, state: 'Z', threads: [], threadCount: 0 });

const of = (...processes: Process[]): ReturnType<typeof factsOf> => factsOf({ processes });

test('all are blocked when everybody who has not ended waits', () => {
  assert.equal(allBlocked(of(waiting)), true);
  assert.equal(allBlocked(of(waiting, ended)), true);
  for (const other of [computing, stopped]) assert.equal(allBlocked(of(waiting, other)), false, other.state);
});

test('nobody is neither blocked nor busy', () => {
  for (const facts of [of(), of(ended)]) {
    assert.equal(allBlocked(facts), false);
    assert.equal(anyBusy(facts), false);
  }
});

test('one thread that computes keeps its process busy', () => {
  const mixed = { ...waiting, threads: [...waiting.threads, ...computing.threads], threadCount: 2 };
  assert.equal(allBlocked(of(mixed)), false);
  assert.equal(anyBusy(of(mixed)), true);
  assert.equal(anyBusy(of(waiting)), false);
});

test('of processes that are not listed nobody knows that they are blocked', () => {
  const facts = { ...of(waiting), more: { processes: 5 } };
  assert.equal(unlisted(facts), 5);
  assert.equal(allBlocked(facts), false);
});

test('of threads that are not listed nobody knows that they are blocked', () => {
  const crowd = { ...waiting, threadCount: 3 };
  assert.equal(unlistedThreads(crowd), 2);
  assert.equal(allBlocked(of(crowd)), false);
  assert.equal(anyBusy(of(crowd)), true);
});

test('where what was seen breaks off nobody knows that all are blocked', () => {
  const facts = { ...of(waiting), more: { lines: 1 } };
  assert.equal(breaksOff(facts), true);
  assert.equal(allBlocked(facts), false);
});

test('a zombie is not alive', () => {
  assert.deepEqual(aliveOf(of(waiting, ended)), [waiting]);
  assert.deepEqual(zombiesOf(of(waiting, ended)), [ended]);
});
