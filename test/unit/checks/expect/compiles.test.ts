import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compiles } from '#checks/expect/compiles.js';
import { PLAIN } from '#checks/leaves.js';
import type { Compilation } from '#checks/observed.js';

const good: Compilation = { program: 'a', messages: '', failure: undefined };
const warned: Compilation = {
  program: 'b',
  messages: 'b.c:1: warning: x\nb.c:2: warning: y\n',
  failure: undefined,
};
const broken: Compilation = { program: 'c', messages: 'c.c:1: error: z\n', failure: 'c does not compile' };

const problems = (wanted: unknown, ...compiled: Compilation[]): string[] =>
  compiles.problems(compiles.schema(PLAIN).parse(wanted), compiled);

test('a warning is no failure unless warnings are counted', () => {
  assert.deepEqual(problems(true, good, warned), []);
  assert.deepEqual(problems({ warnings: { max: 2 } }, warned), []);
  assert.deepEqual(problems({ warnings: { max: 0 } }, good, warned), [
    'b: 2 warnings, not at most 0: b.c:1: warning: x\nb.c:2: warning: y',
  ]);
});

test('what does not compile is told with its messages, once', () => {
  assert.deepEqual(problems({ warnings: { max: 0 }, messages: { equals: '' } }, broken), [
    'c does not compile: c.c:1: error: z',
  ]);
  const silent = { ...broken, messages: '' };
  assert.deepEqual(problems(true, silent), ['c does not compile']);
  const missing = { ...broken, messages: 'c.c was not handed in', failure: 'c.c was not handed in' };
  assert.deepEqual(problems(true, missing), ['c.c was not handed in']);
});

test('it may ask about one program only', () => {
  assert.deepEqual(problems({ program: 'a' }, good, broken), []);
});

test('messages are a text', () => {
  assert.deepEqual(problems({ messages: { lacks: 'warning: y' } }, warned).length, 1);
});

test('a program that the task does not have is objected to', () => {
  const task = { programs: ['a'], run: undefined };
  assert.equal(compiles.objection?.({ program: 'a' }, task), undefined);
  assert.equal(compiles.objection?.(true, task), undefined);
  assert.equal(compiles.objection?.({ program: 'x' }, task), '.compiles: there is no program x in programs');
});
