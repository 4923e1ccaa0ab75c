import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_FACTS } from '#facts/no-facts.js';
import type { Facts, Process } from '#facts/types.js';
import { observe } from '../../../../web/src/evidence/observe.js';
import { headingOf, isAlarm } from '../../../../web/src/evidence/words.js';

const process = (pid: number, parent: number, name: string, state: string, call = 'pause'): Process => ({
  pid,
  parent,
  state,
  name,
  directory: '/home/student',
  threadCount: 1,
  threads: [{ id: pid, state, wait: null, call: { name: call, arguments: [0], operand: null }, mapping: null }],
  descriptorCount: 0,
  descriptors: [],
});
const facts = (...processes: Process[]): Facts => ({
  ...NO_FACTS,
  processes,
  sharedMemory: [{ id: 1, key: 2, size: 4096, attached: 0 }],
});
const shell = process(2, 0, 'ash', 'S');

const TERMINAL = { number: 0, access: 2, target: '/dev/pts/0' };

test('programs that are all blocked are told, without the shells of the terminals', () => {
  const seen = observe(facts(shell, process(5, 2, 'reader', 'S'), process(6, 0, 'sh', 'S')));
  assert.deepEqual(seen, {
    kind: 'blocked',
    sentences: ['reader (5) waits in pause for a signal', 'sh (6) waits in pause for a signal'],
  });
});

test('a program that waits for the keyboard is no hang, whatever its parent waits for', () => {
  const reader = { ...process(5, 2, 'ask', 'S', 'read'), descriptors: [TERMINAL] };
  assert.equal(observe(facts(shell, process(4, 0, 'parent', 'S'), reader))?.kind, 'input');
});

test('a program that sleeps is no hang either, and one that only computes is told as such', () => {
  const asleep = observe(facts(shell, process(5, 2, 'a', 'S', 'nanosleep'), process(6, 2, 'b', 'S')));
  assert.equal(asleep?.kind, 'sleeping');
  assert.equal(isAlarm(asleep), false);
  assert.match(headingOf(asleep), /asleep .* Fast-forward skips the wait/);
  assert.equal(observe(facts(shell, process(5, 2, 'a', 'S'), process(6, 2, 'b', 'R')))?.kind, 'computing');
});

test('very many processes are told, listed or not', () => {
  const bomb = Array.from({ length: 40 }, (_, index) => process(10 + index, 2, 'bomb', 'R'));
  assert.equal(observe(facts(shell, ...bomb))?.kind, 'many');
  assert.equal(observe({ ...facts(shell, ...bomb.slice(0, 20)), more: { processes: 20 } })?.kind, 'many');
});

test('when only shells are left, what programs left behind is told', () => {
  const seen = observe(facts(shell));
  assert.deepEqual(seen, { kind: 'left', sentences: ['left behind: shared memory segment 1 (4096 bytes)'] });
  assert.equal(observe({ ...facts(shell), sharedMemory: [] }), undefined);
});

test('a program that calls itself as the shell does, started by a program, is one', () => {
  assert.equal(observe(facts(shell, process(5, 4, 'ash', 'S')))?.kind, 'blocked');
});
