import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentAtEnd, momentAtLimit, momentOf, type Ended, type Moment, type Unseen } from '#facts/moments.js';
import { unseenWords } from '#facts/explain/unseen.js';
import { factsOf, processOf } from '../../support/facts.js';

const child = processOf({ pid: 3, name: 'child' });
const zombie = processOf({ pid: 4, state: 'Z' });
const busy = factsOf({ processes: [processOf({ pid: 2 }), child, zombie], more: { processes: 2 } });
const ended: Ended = { limit: null, killed: 0, evidence: null };

const pids = (moment: Moment | Unseen): unknown =>
  typeof moment === 'string' ? moment : [moment.processes.map(({ pid }) => pid), moment.alive];

test('a look shows who is there; those that are not listed count', () => {
  assert.deepEqual(pids(momentOf(busy)), [[2, 3, 4], 4]);
});

test('at the end nobody is there whom nobody had to kill', () => {
  assert.deepEqual(pids(momentAtEnd([ended, null], factsOf())), [[], 0]);
});

test('processes at the end are those that were killed, each once, objects those that are still there', () => {
  const queue = { id: 1, key: 2, messages: 0, bytes: 0, maxBytes: 16_384 };
  const left = { limit: null, killed: 1, evidence: factsOf({ processes: [child], messageQueues: [queue] }) };
  const moment = momentAtEnd([left, ended, left], factsOf({ sharedMemory: [{ id: 6, key: 7, size: 1, attached: 0 }] }));
  assert.deepEqual(pids(moment), [[3], 2]);
  assert.ok(typeof moment !== 'string');
  assert.deepEqual([moment.objects.messageQueues, moment.objects.sharedMemory.length], [[], 1]);
  assert.equal(moment.seen.length, 3);
});

test('whom a limit ended is not what was left at the end', () => {
  assert.deepEqual(pids(momentAtEnd([{ limit: 'wall', killed: 3, evidence: busy }], factsOf())), [[], 0]);
});

test('at the limit it is the first party that met one', () => {
  const other = { limit: 'cpu', killed: 1, evidence: factsOf({ processes: [child] }) };
  assert.deepEqual(pids(momentAtLimit([ended, other, { limit: 'wall', killed: 3, evidence: busy }])), [[3], 1]);
});

test('what was not met, not seen or not seen whole is no moment, and says so', () => {
  const cut = factsOf({ more: { lines: 1 } });
  const reasons: readonly (readonly [Moment | Unseen, string, RegExp])[] = [
    [momentAtLimit([ended]), 'limit', /^it met no limit/],
    [momentOf(undefined), 'there', /did not come to the look there$/],
    [momentOf(null), 'there', /no memory left/],
    [momentOf(cut), 'there', /too much/],
    [momentAtEnd([], null), 'end', /no memory left/],
    [momentAtEnd([{ limit: null, killed: 1, evidence: null }], factsOf()), 'end', /no memory left/],
    [momentAtEnd([{ limit: null, killed: 1, evidence: cut }], factsOf()), 'end', /too much/],
  ];
  for (const [moment, at, sentence] of reasons) {
    assert.ok(typeof moment === 'string', at);
    assert.match(unseenWords(moment, at), sentence);
  }
});
