import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts, Process } from '#facts/types.js';
import { hangOf } from '../../../../web/src/evidence/hang-of.js';

const process = (pid: number, parent: number, name: string, state: string): Process => ({
  pid,
  parent,
  state,
  name,
  directory: '/home/student',
  threadCount: 1,
  threads: [{ id: pid, state, wait: null, call: { name: 'pause', arguments: [], operand: null }, mapping: null }],
  descriptorCount: 0,
  descriptors: [],
});
const facts = (...processes: Process[]): Facts => ({
  processes,
  messageQueues: [],
  semaphoreSets: [],
  sharedMemory: [{ id: 1, key: 2, size: 4096, attached: 0 }],
  queues: [],
  objects: [],
  space: null,
  more: {},
});
const shell = process(2, 0, 'ash', 'S');

test('programs that all wait are told, without the shells of the terminals', () => {
  const hang = hangOf(facts(shell, process(5, 2, 'reader', 'S'), process(6, 0, 'sh', 'S')));
  assert.equal(hang?.kind, 'waiting');
  assert.deepEqual(hang.sentences, ['reader (5) waits in pause for a signal', 'sh (6) waits in pause for a signal']);
});

test('while one of them computes there is nothing to tell', () => {
  assert.equal(hangOf(facts(shell, process(5, 2, 'a', 'S'), process(6, 2, 'b', 'R'))), undefined);
});

test('when only shells are left, what programs left behind is told', () => {
  const hang = hangOf(facts(shell));
  assert.deepEqual(hang, { kind: 'left', sentences: ['left behind: shared memory segment 1 (4096 bytes)'] });
  assert.equal(hangOf({ ...facts(shell), sharedMemory: [] }), undefined);
});

test('a program that calls itself as the shell does, started by a program, is one', () => {
  assert.equal(hangOf(facts(shell, process(5, 4, 'ash', 'S')))?.kind, 'waiting');
});
